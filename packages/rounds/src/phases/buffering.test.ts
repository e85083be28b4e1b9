import { describe, expect, it } from 'vitest';
import { judgeUpdate } from '../judge-update.ts';
import {
  buffered,
  bufferedConfig,
  committed,
  openRun,
  tick,
  update,
} from '../testing/drive-buffer.ts';
import { aggregatedAs, driveRun, evaluated, joined, left, started } from '../testing/drive-run.ts';
import { fakeDigest } from '../testing/random-run.ts';
import { MAX_ATTEMPTS } from './reporting.ts';

const { deadlineMs } = bufferedConfig.reporting;

describe('a buffer', () => {
  it('opens when enough clients are there, and all of them work', () => {
    const run = driveRun(bufferedConfig).send(started, joined('aaaa'));
    expect(run.state.phase.name).toBe('waiting');
    run.send(joined('bbbb'));
    expect(run.types()).toEqual(['wakeAt', 'sendPlan', 'sendPlan']);
    run.send(joined('cccc'));
    expect(run.plans()).toEqual(['cccc 1']);
  });

  it('closes the round when it is full, with whoever filled it, and nobody is told to stop', () => {
    const run = openRun().send(update('bbbb', 2), update('aaaa', 1));
    expect(run.effects).toMatchObject([
      {
        type: 'aggregate',
        base: fakeDigest(0),
        updates: [
          { digest: fakeDigest(1), staleness: 0 },
          { digest: fakeDigest(2), staleness: 0 },
        ],
      },
    ]);
    expect(run.effects[0]).not.toHaveProperty('updates.0.base');
    expect(run.members()).toEqual({
      ...{ aaaa: 'reported', bbbb: 'reported' },
      ...{ cccc: 'training', dddd: 'training' },
    });
  });

  it('sends those whose updates are committed on from the new model, and counts how late the others are', () => {
    const run = openRun().send(update('aaaa', 1), update('bbbb', 2), ...committed(1));
    expect(run.types()).toEqual(['commitRound', 'wakeAt', 'sendPlan', 'sendPlan']);
    expect(run.effects).toMatchObject([
      { record: { round: 1, cohort: { aaaa: { staleness: 0 }, bbbb: {} }, bytesUp: 200 } },
      {},
      { clientId: 'aaaa', round: 2, checkpoint: fakeDigest(100) },
      { clientId: 'bbbb', round: 2, checkpoint: fakeDigest(100) },
    ]);
    run.send(update('cccc', 3), update('aaaa', 4, 2));
    expect(run.effects).toMatchObject([
      {
        type: 'aggregate',
        base: fakeDigest(100),
        updates: [
          { digest: fakeDigest(4), staleness: 0 },
          { digest: fakeDigest(3), staleness: 1 },
        ],
      },
    ]);
    run.send(...committed(2), update('dddd', 5), update('cccc', 6, 3));
    expect(run.effects).toMatchObject([{ updates: [{ staleness: 0 }, { staleness: 2 }] }]);
  });

  it('says what every update started from where the strategy reckons from the model of now', () => {
    const run = openRun(buffered({ strategy: { name: 'FedAsync', hyperparams: {} } }));
    run.send(update('aaaa', 1));
    expect(run.effects).toMatchObject([{ type: 'aggregate', updates: [{ base: fakeDigest(0) }] }]);
    run.send(...committed(1), update('bbbb', 2));
    expect(run.effects).toMatchObject([
      { base: fakeDigest(100), updates: [{ base: fakeDigest(0), staleness: 1 }] },
    ]);
  });

  it('takes what comes while a round is being computed into the next one, the first to come first', () => {
    const run = openRun().send(update('aaaa', 1), update('bbbb', 2));
    run.now += 1;
    run.send(aggregatedAs(100), update('dddd', 4));
    expect(run.effects).toEqual([]);
    expect(run.state.phase.name).toBe('evaluating');
    run.now += 1;
    run.send(update('cccc', 3), evaluated);
    expect(run.types()).toEqual(['commitRound', 'wakeAt', 'sendPlan', 'sendPlan', 'aggregate']);
    expect(run.state).toMatchObject({ round: 2, phase: { name: 'aggregating' } });
  });

  it('never closes a round with more than it holds', () => {
    const run = openRun(buffered({ strategy: { name: 'FedAsync', hyperparams: {} } }));
    run.send(update('aaaa', 1), update('cccc', 3));
    run.now += 1;
    run.send(update('bbbb', 2), ...committed(1));
    expect(run.effects.at(-1)).toMatchObject({ updates: [{ digest: fakeDigest(3) }] });
    run.send(...committed(2));
    expect(run.effects.at(-1)).toMatchObject({ updates: [{ digest: fakeDigest(2) }] });
  });

  it('forgets what is folded, and nothing else', () => {
    const run = openRun().send(update('aaaa', 1), update('bbbb', 2), update('cccc', 3));
    run.send(aggregatedAs(100));
    expect(run.effects).toMatchObject([
      { type: 'forgetUpdates', digests: [fakeDigest(1), fakeDigest(2)] },
      { type: 'evaluate' },
    ]);
  });

  it('tells a client that its update stood out by the round of its own plan', () => {
    const run = openRun().send(update('aaaa', 1), update('bbbb', 2), ...committed(1));
    run.send(update('cccc', 3), update('aaaa', 4, 2), {
      ...aggregatedAs(200, 2),
      excluded: [{ digest: fakeDigest(3), code: 'outlier' }],
    });
    expect(run.effects).toMatchObject([
      { type: 'forgetUpdates', digests: [fakeDigest(4), fakeDigest(3)] },
      { type: 'tellExcluded', clientId: 'cccc', round: 1 },
      { type: 'evaluate' },
    ]);
  });
});

describe('the judgement of an update', () => {
  const judge = (run: ReturnType<typeof openRun>, clientId: string, digest: number, round = 1) => {
    const verdict = judgeUpdate(run.state, { clientId, round, digest: fakeDigest(digest) });
    return verdict.ok ? verdict.known : verdict.code;
  };

  it('knows what is in the buffer, what is being folded and what is committed', () => {
    const run = openRun().send(update('cccc', 3));
    expect([judge(run, 'cccc', 3), judge(run, 'cccc', 4)]).toEqual([true, 'duplicate-update']);
    run.send(update('aaaa', 1));
    expect([judge(run, 'cccc', 3), judge(run, 'cccc', 4)]).toEqual([true, 'duplicate-update']);
    run.send(...committed(1));
    expect([judge(run, 'cccc', 3), judge(run, 'cccc', 4)]).toEqual([true, 'duplicate-update']);
    expect(judge(run, 'cccc', 3, 2)).toBe(false);
    run.send(update('bbbb', 2), update('cccc', 5, 2), ...committed(2));
    expect(judge(run, 'bbbb', 2)).toBe(true);
  });

  it('lets late ones in, and none that nobody was asked for', () => {
    const run = openRun().send(update('aaaa', 1), update('bbbb', 2));
    expect(judge(run, 'cccc', 3)).toBe(false);
    run.send(...committed(1));
    expect(judge(run, 'cccc', 3)).toBe(false);
    expect(judge(run, 'cccc', 3, 2)).toBe('wrong-round');
    expect(judge(run, 'eeee', 3, 2)).toBe('not-in-cohort');
    run.send({ type: 'updateRejected', clientId: 'cccc', round: 1, code: 'not-finite' });
    expect(judge(run, 'cccc', 3)).toBe('not-finite');
    run.send({ type: 'runStopped' });
    expect([judge(run, 'dddd', 3), judge(run, 'aaaa', 1)]).toEqual(['run-not-running', true]);
  });
});

describe('the deadline of a buffer', () => {
  it('closes the round with what there is', () => {
    const run = openRun().send(update('aaaa', 1));
    run.now += deadlineMs - 1;
    expect(run.send(tick).state.phase.name).toBe('buffering');
    run.now += 1;
    expect(run.send(tick).effects).toMatchObject([{ type: 'aggregate', updates: [{}] }]);
  });

  it('is put off while there is nothing for those whose time is not over', () => {
    const run = openRun();
    run.now += deadlineMs - 1;
    run.send(joined('eeee'));
    run.now += 1;
    run.send(tick);
    expect(run.effects).toEqual([{ type: 'wakeAt', at: run.now + deadlineMs }]);
    expect(run.state).toMatchObject({ attempt: 1, phase: { deadlineAt: run.now + deadlineMs } });
  });

  it('is put off for those who take the places of clients that hang', () => {
    const run = openRun(buffered({ cohort: { ...bufferedConfig.cohort, fractionTrain: 0.5 } }));
    run.now += deadlineMs;
    run.send(tick);
    expect(run.plans()).toHaveLength(2);
    expect(run.state).toMatchObject({ attempt: 1, phase: { deadlineAt: run.now + deadlineMs } });
  });
});

describe('when everybody hangs', () => {
  const waitInVain = (run: ReturnType<typeof openRun>) => {
    run.now += deadlineMs;
    return run.send(tick);
  };

  it('another attempt begins, and a late update still counts', () => {
    const run = waitInVain(openRun());
    expect(run.state).toMatchObject({ attempt: 2, phase: { name: 'buffering' } });
    expect(run.plans()).toEqual([]);
    run.send(update('aaaa', 1), update('bbbb', 2));
    expect(run.effects).toMatchObject([{ type: 'aggregate', attempt: 2, updates: [{}, {}] }]);
  });

  it('too often, the run pauses; whoever resumes it asks everybody anew', () => {
    const run = openRun();
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) waitInVain(run);
    expect(run.state).toMatchObject({ status: 'paused', statusReason: /no update came in time/ });
    const late = judgeUpdate(run.state, { clientId: 'aaaa', round: 1, digest: fakeDigest(1) });
    expect(late).toEqual({ ok: true, known: false });
    expect(run.send({ type: 'runResumed' }).plans()).toHaveLength(4);
    expect(run.state).toMatchObject({ status: 'running', attempt: 1 });
  });

  it('whoever joins is asked, so that the round goes on', () => {
    const run = waitInVain(openRun());
    expect(run.send(joined('eeee')).plans()).toEqual(['eeee 1']);
    run.now += deadlineMs - 1;
    run.send(update('eeee', 5));
    run.now += 1;
    run.send(tick);
    expect(run.effects).toMatchObject([{ type: 'aggregate', updates: [{}] }]);
  });
});

describe('when nobody is left at work', () => {
  it('the round closes with what there is', () => {
    const run = driveRun(bufferedConfig).send(
      joined('aaaa'),
      joined('bbbb'),
      started,
      update('aaaa', 1),
    );
    expect(run.send(left('bbbb')).effects).toMatchObject([{ type: 'aggregate', updates: [{}] }]);
  });

  it('and nothing has come, another attempt begins with those who are there', () => {
    const run = driveRun(bufferedConfig).send(joined('aaaa'), joined('bbbb'), started);
    run.send(left('aaaa'), left('bbbb'));
    expect(run.state).toMatchObject({ attempt: 2, phase: { name: 'waiting' } });
    run.send(joined('cccc'), joined('dddd'));
    expect(run.plans()).toEqual(['cccc 1', 'dddd 1']);
  });

  it('too often, the run pauses and asks for a person', () => {
    const run = openRun();
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
      for (const clientId of Object.keys(run.state.clients)) {
        run.send({ type: 'roundDeclined', clientId, round: 1, reason: 'no memory' });
      }
    }
    expect(run.state).toMatchObject({ status: 'paused', statusReason: /no update came in time/ });
    expect(run.send({ type: 'runResumed' }).plans()).toHaveLength(4);
  });
});
