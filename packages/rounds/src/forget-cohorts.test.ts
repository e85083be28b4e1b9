import { isEnded, type RunConfig } from '@tributary/protocol';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forgetCohorts } from './forget-cohorts.ts';
import { judgeUpdate } from './judge-update.ts';
import { reduceRun } from './reduce-run.ts';
import { initialRunState, type RunState } from './run-state.ts';
import { bufferedConfig } from './testing/drive-buffer.ts';
import { clientIds, randomRun, testConfig } from './testing/random-run.ts';

const seeds = fc.integer({ min: 0, max: 0xffff_ffff });
const withoutCohorts = (state: RunState) => forgetCohorts(state, 0);

describe('a run whose old cohorts are forgotten', () => {
  it.each<[string, RunConfig, number]>([
    ['awaits cohorts', testConfig({ rounds: 6 }), 2],
    ['awaits cohorts and keeps none', testConfig({ rounds: 6 }), 0],
    ['is asynchronous', bufferedConfig, 1],
  ])('goes on identically where it %s', (_, config, keepRounds) => {
    fc.assert(
      fc.property(seeds, (seed) => {
        let state = initialRunState;
        for (const { at, event, after, effects } of randomRun(seed, config)) {
          const [next, wanted] = reduceRun(state, { at, event }, config);
          expect(wanted).toEqual(effects);
          expect(withoutCohorts(next)).toEqual(withoutCohorts(after));
          state = forgetCohorts(next, keepRounds);
        }
        expect(isEnded(state.status)).toBe(true);
        const kept = state.history.filter(({ cohort }) => Object.keys(cohort).length > 0);
        expect(kept).toEqual(state.history.slice(state.history.length - keepRounds));
      }),
      { numRuns: 40 },
    );
  });

  it('judges updates that counted as before', () => {
    const config = testConfig({ rounds: 4 });
    const end = randomRun(1, config).at(-1)?.after as RunState;
    const counted = clientIds.flatMap((clientId) => {
      const last = end.participants[clientId];
      return last ? [{ clientId, ...last }] : [];
    });
    expect(counted.length).toBeGreaterThan(1);
    for (const update of counted) {
      expect(judgeUpdate(forgetCohorts(end, 0), update)).toEqual({ ok: true, known: true });
    }
  });

  it('is the same state where there is nothing to forget', () => {
    const end = randomRun(1).at(-1)?.after as RunState;
    expect(forgetCohorts(end, 3)).toBe(end);
  });
});
