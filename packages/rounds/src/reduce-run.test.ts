import type { RunEvent } from '@tributary/protocol';
import { describe, expect, it } from 'vitest';
import { MAX_ATTEMPTS } from './phases/reporting.ts';
import { RETURN_GRACE_MS } from './phases/return-grace.ts';
import { aggregatedAs, driveRun, evaluated, joined, left, started } from './testing/drive-run.ts';
import { fakeDigest, testConfig, updateOf } from './testing/random-run.ts';

const config = testConfig();

const update = (clientId: string, digest: number, round = 1, attempt = 1): RunEvent =>
  updateOf({ clientId, round, attempt, digest: fakeDigest(digest) });
const aggregated = aggregatedAs(100);

/** Three clients in an open round. */
const openRound = (settings = config) =>
  driveRun(settings).send(joined('aaaa'), joined('bbbb'), joined('cccc'), started);

describe('a round', () => {
  it('waits until enough clients are there, then sends each its plan', () => {
    const run = driveRun(config).send(started, joined('aaaa'));
    expect(run.state.phase.name).toBe('waiting');
    run.send(joined('bbbb'));
    expect(run.types()).toEqual(['wakeAt', 'sendPlan', 'sendPlan']);
    expect(run.members()).toEqual({ aaaa: 'training', bbbb: 'training' });
  });

  it('goes through aggregation and evaluation to the commit, and opens the next one', () => {
    const run = openRound().send(update('aaaa', 1), update('bbbb', 2), update('cccc', 3));
    expect(run.state.phase.name).toBe('aggregating');
    expect(run.effects).toMatchObject([{ type: 'aggregate', base: fakeDigest(0) }]);
    run.send(aggregated);
    expect(run.state.phase.name).toBe('evaluating');
    expect(run.state.model?.checkpoint).toBe(fakeDigest(0));
    run.send(evaluated);
    expect(run.types()).toEqual(['commitRound', 'wakeAt', 'sendPlan', 'sendPlan', 'sendPlan']);
    expect(run.state).toMatchObject({ round: 2, model: { checkpoint: fakeDigest(100) } });
    expect(run.state.history).toMatchObject([
      { round: 1, accuracy: 0.9, bytesUp: 300, bytesDown: 7 },
    ]);
  });

  it('hands out the average and sends clients on from the iterate, where a strategy has both', () => {
    const run = openRound().send(update('aaaa', 1), update('bbbb', 2), update('cccc', 3));
    run.send({ ...aggregated, iterate: fakeDigest(101) });
    expect(run.effects).toEqual([{ type: 'evaluate', round: 1, checkpoint: fakeDigest(100) }]);
    run.send(evaluated);
    expect(run.state).toMatchObject({
      model: { checkpoint: fakeDigest(100), iterate: fakeDigest(101) },
    });
    const plans = run.effects.filter(({ type }) => type === 'sendPlan');
    expect(plans).toMatchObject(Array(3).fill({ checkpoint: fakeDigest(101) }));
    run.send(update('aaaa', 4, 2), update('bbbb', 5, 2), update('cccc', 6, 2));
    expect(run.effects).toMatchObject([{ type: 'aggregate', base: fakeDigest(101) }]);
  });

  it('completes the run with its last round', () => {
    const run = openRound(testConfig({ rounds: 1 }));
    run.send(update('aaaa', 1), update('bbbb', 2), update('cccc', 3), aggregated, evaluated);
    expect(run.state).toMatchObject({ status: 'completed', phase: { name: 'idle' }, round: 1 });
  });

  it('lists the updates to fold in an order that does not depend on arrival', () => {
    const fold = (...order: [string, number][]) =>
      openRound().send(...order.map(([id, digest]) => update(id, digest))).effects;
    expect(fold(['cccc', 3], ['aaaa', 1], ['bbbb', 2])).toEqual(
      fold(['aaaa', 1], ['bbbb', 2], ['cccc', 3]),
    );
  });
});

describe('a client that leaves', () => {
  const patient = testConfig({ reporting: { ...config.reporting, deadlineMs: 60_000 } });

  it('closes the round at once when it was the last one missing and the quorum has reported', () => {
    const run = openRound().send(update('aaaa', 1), update('bbbb', 2), left('cccc'));
    expect(run.state.phase.name).toBe('aggregating');
  });

  it('has time to come back when the quorum hangs on it, and keeps its work', () => {
    const run = openRound(patient).send(update('aaaa', 1), left('bbbb', 'cccc'));
    expect(run.effects).toContainEqual({ type: 'wakeAt', at: run.now + RETURN_GRACE_MS });
    run.now += 1_000;
    run.send(joined('bbbb'));
    expect(run.plans()).toEqual(['bbbb 1']);
    run.send(update('bbbb', 2));
    expect(run.effects).toMatchObject([{ type: 'aggregate', attempt: 1, updates: [{}, {}] }]);
  });

  it('has that time too when the last of the others reports or refuses after it left', () => {
    const declined = { type: 'roundDeclined', clientId: 'bbbb', round: 1, reason: 'busy' } as const;
    const run = openRound(patient).send(left('cccc'), declined, update('aaaa', 1));
    expect(run.members()).toEqual({ aaaa: 'reported', bbbb: 'declined', cccc: 'departed' });
    run.send(joined('cccc'), update('cccc', 3));
    expect(run.effects).toMatchObject([{ type: 'aggregate', attempt: 1, updates: [{}, {}] }]);
  });

  it('is not waited for when the quorum is out of reach even with it', () => {
    const strict = { ...patient, reporting: { ...patient.reporting, quorum: 1 } };
    const declined = { type: 'roundDeclined', clientId: 'bbbb', round: 1, reason: 'busy' } as const;
    const run = openRound(strict).send(update('aaaa', 1), left('cccc'), declined);
    expect(run.state).toMatchObject({ attempt: 2 });
  });

  it('is not waited for once the quorum is there without it', () => {
    const run = openRound(patient).send(left('cccc'), update('aaaa', 1), update('bbbb', 2));
    expect(run.state.phase.name).toBe('aggregating');
  });

  it('starts a new attempt when it does not come back in time', () => {
    const run = openRound(patient).send(update('aaaa', 1), left('bbbb'), left('cccc'));
    run.now += RETURN_GRACE_MS - 1;
    expect(run.send({ type: 'tick' }).state).toMatchObject({ attempt: 1 });
    run.now += 1;
    run.send({ type: 'tick' });
    expect(run.state).toMatchObject({ attempt: 2, phase: { name: 'waiting' } });
    expect(run.effects).toContainEqual({ type: 'dropUpdates', round: 1, attempt: 1 });
  });

  it('never holds a round open past its deadline', () => {
    const run = openRound();
    run.now += config.reporting.deadlineMs - 1;
    run.send(left('aaaa', 'bbbb', 'cccc'));
    run.now += 1;
    expect(run.send({ type: 'tick' }).state).toMatchObject({ attempt: 2 });
  });

  it('gets its plan again when it returns while the round is open', () => {
    const run = openRound().send(left('cccc'), joined('cccc'));
    expect(run.members()).toMatchObject({ cccc: 'training' });
    expect(run.effects).toMatchObject([{ type: 'sendPlan', clientId: 'cccc', round: 1 }]);
  });

  it('keeps the update that it sent before', () => {
    const run = openRound().send(
      update('cccc', 3),
      left('cccc'),
      update('aaaa', 1),
      update('bbbb', 2),
    );
    expect(run.effects).toMatchObject([{ type: 'aggregate', updates: [{}, {}, {}] }]);
  });
});

describe('the deadline', () => {
  it('closes the round with the quorum and tells the stragglers', () => {
    const run = openRound().send(update('aaaa', 1), update('bbbb', 2));
    run.now += config.reporting.deadlineMs;
    run.send({ type: 'tick' });
    expect(run.effects).toMatchObject([
      { type: 'closeRound', outcome: 'aggregating', clientIds: ['cccc'] },
      { type: 'aggregate' },
    ]);
  });

  it('does nothing before its time', () => {
    const run = openRound();
    run.now += config.reporting.deadlineMs - 1;
    run.send({ type: 'tick' });
    expect(run.state.phase.name).toBe('reporting');
  });

  it('pauses the run after too many attempts without a quorum, and resumes from there', () => {
    const run = openRound();
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
      run.now += config.reporting.deadlineMs;
      run.send({ type: 'tick' });
    }
    expect(run.state.status).toBe('paused');
    expect(run.state.statusReason).toMatch(/missed its quorum/);
    run.send({ type: 'runResumed' });
    expect(run.state).toMatchObject({
      status: 'running',
      round: 1,
      attempt: 1,
      statusReason: null,
    });
  });
});

describe('members that will not report', () => {
  it('are not waited for: declined and refused', () => {
    const run = openRound().send(update('aaaa', 1), update('bbbb', 2), {
      type: 'updateRejected',
      clientId: 'cccc',
      round: 1,
      code: 'not-finite',
    });
    expect(run.state.phase.name).toBe('aggregating');
    expect(run.members()).toEqual({ aaaa: 'reported', bbbb: 'reported', cccc: 'rejected' });
  });

  it('cannot come back with another update once refused', () => {
    const run = openRound().send(
      { type: 'updateRejected', clientId: 'cccc', round: 1, code: 'not-finite' },
      update('cccc', 9),
    );
    expect(run.members()).toMatchObject({ cccc: 'rejected' });
  });
});

describe('pause, resume and stop', () => {
  it('pausing lets the open round finish and holds before the next', () => {
    const run = openRound().send({ type: 'runPaused' });
    expect(run.state.status).toBe('pausing');
    run.send(update('aaaa', 1), update('bbbb', 2), update('cccc', 3), aggregated, evaluated);
    expect(run.state).toMatchObject({ status: 'paused', round: 2, phase: { name: 'idle' } });
    run.send({ type: 'runResumed' });
    expect(run.state).toMatchObject({ status: 'running', phase: { name: 'reporting' } });
  });

  it('pausing while waiting holds at once', () => {
    expect(driveRun(config).send(started, { type: 'runPaused' }).state.status).toBe('paused');
  });

  it('stopping ends the round, tells its members and takes nothing more', () => {
    const run = openRound().send({ type: 'runStopped' });
    expect(run.types()).toEqual(['closeRound', 'dropUpdates']);
    const ended = run.state;
    run.send(update('aaaa', 1), started, { type: 'runResumed' }, joined('dddd'));
    expect(run.state).toBe(ended);
  });
});

describe('a restart of the coordinator', () => {
  it('keeps the reports and gives the others time to return', () => {
    const run = openRound().send(update('aaaa', 1), { type: 'coordinatorRestarted' });
    expect(run.members()).toEqual({ aaaa: 'reported', bbbb: 'departed', cccc: 'departed' });
    run.send(joined('bbbb'));
    expect(run.effects).toMatchObject([{ type: 'sendPlan', clientId: 'bbbb' }]);
    run.send(update('bbbb', 2));
    expect(run.state.phase.name).toBe('reporting');
    run.now += RETURN_GRACE_MS;
    run.send({ type: 'tick' });
    expect(run.effects).toMatchObject([{ type: 'aggregate', updates: [{}, {}] }]);
  });

  describe('between two rounds', () => {
    const patient = testConfig({ cohort: { ...config.cohort, minClients: 3 } });
    const restarted = { type: 'coordinatorRestarted' } as const;
    const waiting = () =>
      driveRun(patient).send(started, joined('aaaa', 'bbbb'), restarted, joined('aaaa'), restarted);

    it('lets the clients come back before it draws the next cohort from them', () => {
      const run = waiting().send(joined('aaaa', 'cccc', 'dddd'));
      expect(run.state.phase.name).toBe('waiting');
      run.now += RETURN_GRACE_MS;
      run.send({ type: 'tick' });
      expect(run.members()).toEqual({ aaaa: 'training', cccc: 'training', dddd: 'training' });
    });

    it('waits for them also when the round before was just being tested', () => {
      const run = openRound().send(update('aaaa', 1), update('bbbb', 2), update('cccc', 3));
      run.send(aggregated, restarted, joined('aaaa', 'bbbb'), evaluated);
      expect(run.state).toMatchObject({ round: 2, phase: { name: 'waiting' } });
      run.send(joined('cccc'));
      expect(run.members()).toEqual({ aaaa: 'training', bbbb: 'training', cccc: 'training' });
    });

    it('goes on as soon as all are back who were there', () => {
      const run = waiting().send(joined('aaaa', 'cccc'), joined('bbbb'));
      expect(run.members()).toEqual({ aaaa: 'training', bbbb: 'training', cccc: 'training' });
    });
  });

  it('asks again for what was in flight', () => {
    const reports = [update('aaaa', 1), update('bbbb', 2), update('cccc', 3)];
    const run = openRound().send(...reports);
    const asked = run.effects;
    const wake = { type: 'wakeAt', at: run.now + RETURN_GRACE_MS };
    expect(run.send({ type: 'coordinatorRestarted' }).effects).toEqual([wake, ...asked]);
    run.send(aggregated);
    const evaluation = run.effects;
    expect(run.send({ type: 'coordinatorRestarted' }).effects).toEqual([wake, ...evaluation]);
  });
});

it('a failed aggregation ends the run and says why', () => {
  const run = openRound().send(update('aaaa', 1), update('bbbb', 2), update('cccc', 3), {
    type: 'aggregationFailed',
    round: 1,
    attempt: 1,
    reason: 'disk full',
  });
  expect(run.state).toMatchObject({
    status: 'failed',
    statusReason: expect.stringMatching(/disk full/),
  });
});
