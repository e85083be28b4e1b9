import { runConfigSchema } from '@tributary/protocol';
import { expect, it } from 'vitest';
import { chargePrivacy } from '../folding/charge-privacy.ts';
import { aggregatedAs, driveRun, evaluated, joined, started } from '../testing/drive-run.ts';
import { fakeDigest, testConfig, updateOf } from '../testing/random-run.ts';

/** A run whose clients noise their updates, with a budget for so many openings and a little more. */
const localRun = (openings: number) => {
  const configOf = (epsilonBudget: number) =>
    runConfigSchema.parse({
      ...testConfig({ rounds: 9, reporting: { quorum: 1, deadlineMs: 1000, adaptive: null } }),
      privacy: { mode: 'local', noiseMultiplier: 10, epsilonBudget },
    });
  const charge = chargePrivacy(configOf(1), { round: 1, openings });
  return driveRun(configOf((charge?.spent.epsilon as number) * 1.001));
};
const missDeadline = (run: ReturnType<typeof localRun>) => {
  run.now += 1000;
  return run.send({ type: 'tick' });
};

it('ends a run before another opening would exceed it, whatever came of the last ones', () => {
  const run = localRun(3).send(joined('aaaa'), joined('bbbb'), started);
  for (const attempt of [2, 3]) expect(missDeadline(run).state).toMatchObject({ attempt });
  missDeadline(run);
  expect(run.plans()).toEqual([]);
  expect(run.state).toMatchObject({ status: 'completed', statusReason: /budget is spent/ });
});

it('is not looked into where all openings led to a round', () => {
  const run = localRun(2).send(joined('aaaa'), joined('bbbb'), started);
  const report = (clientId: string, digest: number) =>
    updateOf({ clientId, round: 1, attempt: 1, digest: fakeDigest(digest) });
  run.send(report('aaaa', 1), report('bbbb', 2), aggregatedAs(1), evaluated);
  expect(run.state).toMatchObject({ status: 'running', round: 2, openings: 2 });
});
