import { describe, expect, it } from 'vitest';
import { countedRound } from './counted-round.ts';
import { bufferedConfig, committed, openRun, update } from './testing/drive-buffer.ts';
import { aggregatedAs, driveRun, evaluated, joined, started } from './testing/drive-run.ts';
import { fakeDigest, testConfig, updateOf } from './testing/random-run.ts';

const reported = (clientId: string, round: number, attempt = 1) =>
  updateOf({ clientId, round, attempt, digest: fakeDigest(10 * round + attempt) });
const countedOf = (run: ReturnType<typeof driveRun>) => (clientId: string) =>
  countedRound(run.state, clientId);
const told = (run: ReturnType<typeof driveRun>) =>
  run.effects.flatMap((effect) =>
    effect.type === 'sendPlan' ? [[effect.clientId, effect.countedRound]] : [],
  );

describe('the round of an update that counted', () => {
  const config = testConfig({
    rounds: 9,
    reporting: { quorum: 1, deadlineMs: 1000, adaptive: null },
  });

  it('is told with every plan, and is none before the first', () => {
    const run = driveRun(config).send(joined('aaaa'), joined('bbbb'), started);
    expect(told(run)).toEqual([
      ['aaaa', null],
      ['bbbb', null],
    ]);
    run.send(reported('aaaa', 1), reported('bbbb', 1), aggregatedAs(1), evaluated);
    expect(told(run)).toEqual([
      ['aaaa', 1],
      ['bbbb', 1],
    ]);
  });

  it('is an earlier one where the round was tried again, or the update was left out', () => {
    const run = driveRun(config).send(joined('aaaa'), joined('bbbb'), started);
    run.send(reported('aaaa', 1));
    run.now += 1000;
    run.send({ type: 'tick' });
    expect(run.state).toMatchObject({ round: 1, attempt: 2 });
    expect(told(run)).toContainEqual(['aaaa', null]);
    const digest = fakeDigest(99);
    run.send(reported('aaaa', 1, 2), { ...reported('bbbb', 1, 2), digest });
    const excluded = [{ digest, code: 'outlier' as const }];
    run.send({ ...aggregatedAs(1), attempt: 2, excluded }, evaluated);
    expect(['aaaa', 'bbbb', 'cccc'].map(countedOf(run))).toEqual([1, null, null]);
  });

  it('is that of the plan where updates count late', () => {
    const run = openRun(bufferedConfig);
    run.send(update('aaaa', 1), update('bbbb', 2), ...committed(1));
    run.send(update('aaaa', 3, 2), update('cccc', 4), ...committed(2));
    expect(run.state.history).toHaveLength(2);
    expect(['aaaa', 'bbbb', 'cccc', 'dddd'].map(countedOf(run))).toEqual([2, 1, 1, null]);
  });
});
