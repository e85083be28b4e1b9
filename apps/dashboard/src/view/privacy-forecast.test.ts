import { spentEpsilon } from '@tributary/fedavg';
import { type RunConfigInput, runConfigSchema } from '@tributary/protocol';
import { describe, expect, it } from 'vitest';
import { exampleConfig } from '../testing/example-run.ts';
import { forecastSentences } from './forecast-sentences.ts';
import { exactForecast, quickForecast } from './privacy-forecast.ts';

const planWith = (privacy: RunConfigInput['privacy'], changes: Partial<RunConfigInput> = {}) =>
  runConfigSchema.parse({ ...exampleConfig, privacy, ...changes });
const sampled = { cohort: { fractionTrain: 0.1, minClients: 3 } };

describe('a forecast of privacy', () => {
  it('is null where none is promised', () => {
    expect(quickForecast(exampleConfig)).toBeNull();
    expect(exactForecast(exampleConfig)).toBeNull();
    expect(
      forecastSentences(exampleConfig, { epsilon: 1, lastingRounds: 1, isExact: true }),
    ).toEqual([]);
  });

  it('is exactly what the run is charged with in the end, and its quick bound lies above', () => {
    const plan = planWith({ mode: 'central' }, { rounds: 30, ...sampled });
    const quick = quickForecast(plan);
    const exact = exactForecast(plan);
    const steps = [{ noiseMultiplier: 1, samplingRate: 0.1, steps: 30 }];
    expect(exact?.epsilon).toBe(spentEpsilon(steps, 1e-5).epsilon);
    expect(quick?.epsilon).toBeGreaterThan(exact?.epsilon as number);
    expect([quick?.lastingRounds, exact?.lastingRounds]).toEqual([30, 30]);
  });

  it('counts the rounds that the budget lasts for', () => {
    const plan = planWith(
      { mode: 'local', noiseMultiplier: 1, epsilonBudget: 20 },
      { rounds: 1000 },
    );
    const lasting = quickForecast(plan)?.lastingRounds as number;
    expect(lasting).toBeGreaterThan(0);
    expect(quickForecast({ ...plan, rounds: lasting })?.epsilon).toBeLessThanOrEqual(20);
    expect(quickForecast({ ...plan, rounds: lasting + 1 })?.epsilon).toBeGreaterThan(20);
  });

  it('counts none where not even one round fits', () => {
    expect(quickForecast(planWith({ mode: 'local', epsilonBudget: 0.1 }))?.lastingRounds).toBe(0);
  });
});

describe('forecastSentences', () => {
  it('says what is spent, what the sum is divided by, and how clients are drawn', () => {
    const plan = planWith({ mode: 'central' }, { rounds: 30, ...sampled });
    expect(forecastSentences(plan, { epsilon: 3.21, lastingRounds: 30, isExact: true })).toEqual([
      'About ε = 3.21 after 30 rounds, within the budget of 8.',
      'The noisy sum of a round is divided by 10 clients (0.1 of the population), however many report.',
      'Poisson sampling: a coin of its own decides for each client in each round, so the cohorts differ in size.',
    ]);
  });

  it('says when the budget ends the run, and that sampling everybody saves nothing', () => {
    const plan = planWith({ mode: 'central' }, { rounds: 30 });
    const sentences = forecastSentences(plan, { epsilon: 40, lastingRounds: 1, isExact: true });
    expect(sentences[0]).toBe(
      'About ε = 40.0 after 30 rounds, but the budget is 8: the run will end early, after 1 round or a few more.',
    );
    expect(sentences[2]).toMatch(/sampling saves no privacy/);
    const none = { epsilon: Number.POSITIVE_INFINITY, lastingRounds: 0, isExact: true };
    expect(forecastSentences(planWith({ mode: 'local' }), none)).toEqual([
      'About ε = ∞ after 10 rounds, but the budget is 8.',
    ]);
  });
});
