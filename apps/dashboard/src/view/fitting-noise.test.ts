import { tasks } from '@tributary/model-zoo';
import { type RunConfigInput, runConfigSchema } from '@tributary/protocol';
import { describe, expect, it } from 'vitest';
import { draftFromTask } from '../form/run-draft.ts';
import { withFittingNoise } from './fitting-noise.ts';
import { quickForecast } from './privacy-forecast.ts';

const planOf = (changes: Partial<RunConfigInput>) =>
  runConfigSchema.parse({ ...draftFromTask(tasks.get('digits')), ...changes });
const noiseOf = ({ privacy }: ReturnType<typeof planOf>) =>
  privacy.mode === 'none' ? 0 : privacy.noiseMultiplier;

describe('the noise that a plan needs', () => {
  it.each(['central', 'local'] as const)('lets all rounds of a %s one fit', (mode) => {
    const plan = planOf({ rounds: 500, privacy: { mode } });
    expect(quickForecast(plan)?.lastingRounds).toBeLessThan(500);
    const fitting = withFittingNoise(plan);
    expect(noiseOf(fitting)).toBeGreaterThan(noiseOf(plan));
    expect(quickForecast(fitting)?.lastingRounds).toBe(500);
  });

  it('is left as it is where it is enough, or none would be', () => {
    const enough = planOf({ rounds: 1, privacy: { mode: 'central', epsilonBudget: 100 } });
    expect(noiseOf(withFittingNoise(enough))).toBe(noiseOf(enough));
    const hopeless = planOf({ rounds: 100_000, privacy: { mode: 'central', epsilonBudget: 0.01 } });
    expect(withFittingNoise(hopeless)).toBe(hopeless);
    const none = planOf({});
    expect(withFittingNoise(none)).toBe(none);
  });
});
