import type { RunEvent } from '@tributary/protocol';
import { describe, expect, it } from 'vitest';
import { judgeUpdate } from '../judge-update.ts';
import { committed, openRun, update } from '../testing/drive-buffer.ts';
import { aggregatedAs, driveRun, evaluated, joined, started } from '../testing/drive-run.ts';
import { fakeDigest, testConfig } from '../testing/random-run.ts';
import { RETURN_GRACE_MS } from './return-grace.ts';

const config = testConfig();
const lost = (clientId: string, round = 1): RunEvent => ({
  ...{ type: 'updateLost', clientId, round, attempt: 1 },
});
const restarted: RunEvent = { type: 'coordinatorRestarted' };
const openRound = () => driveRun(config).send(joined('aaaa', 'bbbb', 'cccc'), started);
const isKnown = (run: ReturnType<typeof driveRun>, clientId: string, digest: number) => {
  const verdict = judgeUpdate(run.state, { clientId, round: 1, digest: fakeDigest(digest) });
  return verdict.ok && verdict.known;
};

describe('an update that is lost before its round closes', () => {
  it('is asked for again, and counts again in the same attempt', () => {
    const run = openRound().send(update('aaaa', 1), update('bbbb', 2), lost('aaaa'));
    expect(run.plans()).toEqual(['aaaa 1']);
    expect(isKnown(run, 'aaaa', 1)).toBe(false);
    run.send(update('aaaa', 1), update('cccc', 3));
    expect(run.effects).toMatchObject([{ type: 'aggregate', attempt: 1, updates: [{}, {}, {}] }]);
  });

  it('is waited for until its client has had time to come back', () => {
    const run = openRound().send(update('aaaa', 1), update('bbbb', 2), update('bbbb', 2));
    run.now += config.reporting.deadlineMs - 1;
    run.send(lost('aaaa'), restarted, joined('bbbb', 'cccc'), update('cccc', 3));
    expect(run.members()).toEqual({ aaaa: 'departed', bbbb: 'reported', cccc: 'reported' });
    run.now += RETURN_GRACE_MS - 1;
    expect(run.send({ type: 'tick' }, joined('aaaa')).plans()).toEqual(['aaaa 1']);
    run.send(update('aaaa', 1));
    expect(run.effects).toMatchObject([{ type: 'aggregate', updates: [{}, {}, {}] }]);
  });
});

describe('an update that is lost while its round is folded', () => {
  const closed = () => {
    const run = openRound().send(update('aaaa', 1), update('bbbb', 2));
    run.now += config.reporting.deadlineMs;
    return run.send({ type: 'tick' });
  };

  it.each<[string, RunEvent[]]>([
    ['before', [lost('aaaa'), restarted]],
    ['after', [restarted, lost('aaaa')]],
  ])('opens the round for its client alone, where it is noticed %s the restart', (_, events) => {
    const run = closed();
    const [, asked] = run.effects;
    run.send(...events);
    expect(run.members()).toEqual({ aaaa: 'departed', bbbb: 'reported', cccc: 'declined' });
    expect(run.send(joined('bbbb', 'cccc', 'aaaa')).plans()).toEqual(['aaaa 1']);
    expect(run.send(update('aaaa', 1)).effects).toEqual([asked]);
  });

  it('does without it when its client does not come back, if the others are enough', () => {
    const run = driveRun(config).send(joined('aaaa', 'bbbb', 'cccc'), started);
    run.send(update('aaaa', 1), update('bbbb', 2), update('cccc', 3), restarted, lost('aaaa'));
    run.now += RETURN_GRACE_MS;
    run.send({ type: 'tick' });
    expect(run.effects).toMatchObject([{ type: 'aggregate', attempt: 1, updates: [{}, {}] }]);
  });

  it('tries the round again when the others are not enough', () => {
    const run = closed().send(restarted, lost('aaaa'), lost('bbbb'));
    run.now += RETURN_GRACE_MS;
    expect(run.send({ type: 'tick' }).state).toMatchObject({ round: 1, attempt: 2 });
  });

  it('takes no aggregate of the fold that it came too late for', () => {
    const run = closed().send(restarted, lost('aaaa'));
    const { state } = run;
    expect(run.send(aggregatedAs(100)).state).toBe(state);
  });
});

it('a lost update is no news once its round is folded, in another round or attempt, or of somebody else', () => {
  const run = openRound().send(update('aaaa', 1));
  const { state } = run;
  run.send(
    lost('aaaa', 2),
    { ...lost('aaaa'), attempt: 2 } as RunEvent,
    lost('bbbb'),
    lost('eeee'),
  );
  expect(run.state).toBe(state);
  run.send(update('bbbb', 2), update('cccc', 3), aggregatedAs(100));
  const folded = run.state;
  expect(run.send(lost('aaaa')).state).toBe(folded);
  run.send(evaluated);
  const open = run.state;
  expect(run.send(lost('aaaa')).state).toBe(open);
});

describe('an update of an asynchronous run', () => {
  it('that is lost from the buffer is asked for again by its own plan', () => {
    const run = openRun().send(update('aaaa', 1), update('bbbb', 2), ...committed(1));
    run.send(update('cccc', 3), lost('cccc'));
    expect(run.plans()).toEqual(['cccc 1']);
    expect(run.members()).toMatchObject({ cccc: 'training' });
    run.send(update('cccc', 3), update('aaaa', 4, 2));
    expect(run.effects).toMatchObject([
      { updates: [{ staleness: 0 }, { digest: fakeDigest(3), staleness: 1 }] },
    ]);
  });

  it('that is lost while it is folded puts the others back into the buffer', () => {
    const run = openRun().send(update('aaaa', 1), update('bbbb', 2));
    const [asked] = run.effects;
    run.send(restarted, lost('aaaa'));
    expect(run.state.phase.name).toBe('buffering');
    expect(run.members()).toMatchObject({ aaaa: 'departed', bbbb: 'reported' });
    expect(run.send(joined('aaaa')).plans()).toEqual(['aaaa 1']);
    expect(run.send(update('aaaa', 1)).effects).toEqual([asked]);
  });

  it('that is lost leaves its place in the fold to one that waits', () => {
    const run = openRun().send(update('aaaa', 1), update('bbbb', 2), update('cccc', 3));
    run.send(lost('aaaa'));
    expect(run.types()).toEqual(['wakeAt', 'sendPlan', 'aggregate']);
    expect(run.effects.at(-1)).toMatchObject({
      updates: [{ digest: fakeDigest(2) }, { digest: fakeDigest(3) }],
    });
  });
});
