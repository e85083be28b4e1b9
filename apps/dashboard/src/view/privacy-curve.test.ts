import { tasks } from '@tributary/model-zoo';
import { type RunConfigInput, runConfigSchema } from '@tributary/protocol';
import { describe, expect, it } from 'vitest';
import { draftFromTask } from '../form/run-draft.ts';
import { privacyCurve } from './privacy-curve.ts';
import { quickForecast } from './privacy-forecast.ts';

const planOf = (changes: Partial<RunConfigInput>) =>
  runConfigSchema.parse({ ...draftFromTask(tasks.get('digits')), ...changes });

describe('the curve of ε over the rounds', () => {
  it('climbs from the first round to what the whole run would spend', () => {
    const plan = planOf({
      rounds: 300,
      privacy: { mode: 'central' },
      cohort: { fractionTrain: 0.1 },
    });
    const curve = privacyCurve(plan);
    expect(curve).toHaveLength(25);
    expect(curve[0]?.round).toBe(1);
    expect(curve.at(-1)).toEqual({ round: 300, epsilon: quickForecast(plan)?.epsilon });
    const rising = curve.every(
      ({ epsilon }, at) => at === 0 || epsilon > (curve[at - 1]?.epsilon ?? 0),
    );
    expect(rising).toBe(true);
  });

  it('has a point for each of a few rounds, and none without privacy', () => {
    const curve = privacyCurve(planOf({ rounds: 3, privacy: { mode: 'local' } }));
    expect(curve.map(({ round }) => round)).toEqual([1, 2, 3]);
    expect(privacyCurve(planOf({ rounds: 1, privacy: { mode: 'local' } }))).toHaveLength(1);
    expect(privacyCurve(planOf({ rounds: 3 }))).toEqual([]);
  });
});
