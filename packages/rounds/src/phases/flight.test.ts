import type { RunEvent } from '@tributary/protocol';
import { describe, expect, it } from 'vitest';
import { buffered, committed, openRun, tick, update } from '../testing/drive-buffer.ts';
import { aggregatedAs, joined, left } from '../testing/drive-run.ts';
import { fakeDigest } from '../testing/random-run.ts';
import { RETURN_GRACE_MS } from './return-grace.ts';

describe('pause and end of an asynchronous run', () => {
  it('a paused run fills its buffer, closes no round, and goes on from there', () => {
    const run = openRun().send(update('aaaa', 1), { type: 'runPaused' });
    expect(run.state.status).toBe('paused');
    run.send(update('bbbb', 2), update('cccc', 3), left('dddd'));
    expect(run.members()).toMatchObject({ bbbb: 'reported', cccc: 'reported' });
    expect(run.send(joined('dddd')).plans()).toEqual(['dddd 1']);
    run.send({ type: 'runResumed' });
    expect(run.effects.at(-1)).toMatchObject({ type: 'aggregate', updates: [{}, {}] });
    expect(run.state.status).toBe('running');
  });

  it('pausing lets what is being computed be committed', () => {
    const run = openRun().send(update('aaaa', 1), update('bbbb', 2), { type: 'runPaused' });
    expect(run.state.status).toBe('pausing');
    run.send(...committed(1));
    expect(run.state).toMatchObject({ status: 'paused', round: 2 });
    expect(run.plans()).toEqual([]);
  });

  it.each<[string, number, RunEvent[]]>([
    ['stops', 9, [{ type: 'runStopped' }]],
    ['is complete', 1, [update('bbbb', 2), ...committed(1)]],
    [
      'fails',
      9,
      [update('bbbb', 2), { type: 'aggregationFailed', round: 1, attempt: 1, reason: 'disk full' }],
    ],
  ])(
    'whoever is at work is told when the run %s, and the buffer is emptied',
    (_, rounds, events) => {
      const run = openRun(buffered({ rounds })).send(left('dddd'), update('aaaa', 1), ...events);
      expect(run.effects.slice(-2)).toMatchObject([
        { type: 'closeRound', outcome: 'stopped', clientIds: expect.arrayContaining(['cccc']) },
        { type: 'dropUpdates' },
      ]);
      expect(run.state.flight).toBeNull();
      const ended = run.state;
      expect(run.send(update('cccc', 3), joined('dddd'), tick).state).toBe(ended);
    },
  );
});

describe('a restart during an asynchronous run', () => {
  it('keeps the buffer and gives the others time to return to their own plans', () => {
    const run = openRun(buffered({ strategy: { name: 'FedBuff', hyperparams: {} } }));
    run.send(update('aaaa', 1), { type: 'coordinatorRestarted' });
    expect(run.members()).toEqual({
      ...{ aaaa: 'reported', bbbb: 'departed' },
      ...{ cccc: 'departed', dddd: 'departed' },
    });
    expect(run.send(joined('bbbb')).plans()).toEqual(['bbbb 1']);
    run.send(update('bbbb', 2));
    expect(run.state.phase.name).toBe('buffering');
    run.now += RETURN_GRACE_MS;
    run.send(tick);
    expect(run.effects).toMatchObject([{ type: 'aggregate', updates: [{}, {}] }]);
  });

  it('waits for those who return also when a round is committed before they do', () => {
    const run = openRun().send(update('aaaa', 1), update('bbbb', 2), update('cccc', 3));
    run.send({ type: 'coordinatorRestarted' }, ...committed(1));
    expect(run.state).toMatchObject({ round: 2, phase: { name: 'buffering' } });
    run.send(joined('dddd'), update('dddd', 4));
    expect(run.effects).toMatchObject([{ type: 'aggregate', updates: [{}, {}] }]);
  });

  it('asks again for what was being computed', () => {
    const run = openRun().send(update('aaaa', 1), update('bbbb', 2));
    const [asked] = run.effects;
    expect(run.send({ type: 'coordinatorRestarted' }).effects).toContainEqual(asked);
    run.send(aggregatedAs(100));
    expect(run.send({ type: 'coordinatorRestarted' }).effects).toContainEqual({
      ...{ type: 'evaluate', round: 1 },
      checkpoint: fakeDigest(100),
    });
  });
});
