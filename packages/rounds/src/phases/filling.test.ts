import type { RunEvent } from '@tributary/protocol';
import { describe, expect, it } from 'vitest';
import {
  buffered,
  bufferedConfig,
  committed,
  openRun,
  tick,
  update,
} from '../testing/drive-buffer.ts';
import { driveRun, joined, left, started } from '../testing/drive-run.ts';
import { fakeDigest } from '../testing/random-run.ts';

const { deadlineMs } = bufferedConfig.reporting;

describe('places', () => {
  const half = buffered({
    cohort: { fractionTrain: 0.5, minClients: 2, overSelection: 1 },
    strategy: { name: 'FedBuff', hyperparams: { bufferSize: 3 } },
  });
  const [one, other] = ['aaaa', 'bbbb', 'cccc', 'dddd'].filter(
    (id) => openRun(half).members()?.[id],
  ) as [string, string];

  it('are as many as a fraction of the connected clients', () => {
    const run = openRun(half);
    expect(Object.values(run.members() ?? {})).toEqual(['training', 'training']);
    run.send(joined('eeee'), joined('ffff'));
    expect(Object.keys(run.members() ?? {})).toHaveLength(3);
  });

  it.each<[string, (clientId: string) => RunEvent]>([
    ['reports', (clientId) => update(clientId, 1)],
    ['leaves', left],
    [
      'declines',
      (clientId) => ({ type: 'roundDeclined', clientId, round: 1, reason: 'no memory' }),
    ],
    [
      'is refused',
      (clientId) => ({ type: 'updateRejected', clientId, round: 1, code: 'not-finite' }),
    ],
  ])('of a client that %s goes to an idle one', (_, event) => {
    const run = openRun(half).send(event(one));
    expect(run.plans()).toHaveLength(1);
    expect(run.plans()).not.toContain(`${one} 1`);
    expect(run.plans()).not.toContain(`${other} 1`);
  });

  it('go on to others when their clients need too long, whose updates count all the same', () => {
    const run = openRun(half);
    run.now += deadlineMs;
    run.send(tick);
    expect(run.plans()).toHaveLength(2);
    expect(Object.values(run.members() ?? {})).toEqual(Array(4).fill('training'));
    run.send(update(one, 1));
    expect(run.members()).toMatchObject({ [one]: 'reported' });
  });

  it('are given to nobody while fewer than the minimum are connected', () => {
    const run = driveRun(bufferedConfig).send(joined('aaaa'), joined('bbbb'), started);
    run.send(left('aaaa'), update('bbbb', 1));
    // What there is becomes a round, since nothing more can come.
    expect(run.state.phase.name).toBe('aggregating');
    run.send(...committed(1));
    expect(run.state).toMatchObject({ round: 2, phase: { name: 'waiting' } });
    expect(run.send(joined('cccc')).plans()).toHaveLength(2);
  });
});

describe('a client of an asynchronous run', () => {
  it('is told its own plan again when it returns, however far the run has gone on', () => {
    const run = openRun().send(left('dddd'), update('aaaa', 1), update('bbbb', 2), ...committed(1));
    run.send(joined('dddd'));
    expect(run.effects).toMatchObject([
      { type: 'sendPlan', clientId: 'dddd', round: 1, checkpoint: fakeDigest(0) },
    ]);
    run.send(update('dddd', 4));
    expect(run.members()).toMatchObject({ dddd: 'reported' });
  });

  it('gets a new plan when it was away until its time was over', () => {
    const run = openRun().send(left('dddd'));
    run.now += deadlineMs;
    run.send(update('aaaa', 1), update('bbbb', 2), ...committed(1), joined('dddd'));
    expect(run.plans()).toEqual(['dddd 2']);
  });

  it('may try again on the next model when it declined the last one', () => {
    const run = openRun().send(
      { type: 'roundDeclined', clientId: 'dddd', round: 1, reason: 'no memory' },
      update('aaaa', 1),
      update('bbbb', 2),
    );
    expect(run.members()).toMatchObject({ dddd: 'declined' });
    run.send(...committed(1));
    expect(run.plans()).toEqual(['aaaa 2', 'bbbb 2', 'dddd 2']);
  });

  it('cannot drop out of a plan that it has not', () => {
    const run = openRun().send({
      type: 'roundDeclined',
      clientId: 'aaaa',
      round: 2,
      reason: 'no memory',
    });
    expect(run.members()).toMatchObject({ aaaa: 'training' });
  });
});
