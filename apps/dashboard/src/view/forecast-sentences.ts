import type { RunConfig } from '@tributary/protocol';
import { countOf, formatEpsilon, formatNumber } from './format.ts';
import type { PlannedPrivacy, PrivacyForecast } from './privacy-forecast.ts';

/** What a run's privacy settings come to, in whole sentences. */
export const forecastSentences = (
  { privacy, cohort, rounds }: PlannedPrivacy,
  forecast: PrivacyForecast,
): string[] =>
  privacy.mode === 'none'
    ? []
    : [
        spendingSentence(forecast, { rounds, budget: privacy.epsilonBudget }),
        ...samplingSentences({ privacy, cohort }),
      ];

const spendingSentence = (
  { epsilon, lastingRounds }: PrivacyForecast,
  { rounds, budget }: { readonly rounds: number; readonly budget: number },
): string => {
  const planned = countOf(rounds, 'round');
  const limit = formatNumber(budget);
  if (lastingRounds === rounds) {
    return `About ε = ${formatEpsilon(epsilon)} after ${planned}, within the budget of ${limit}.`;
  }
  const would = `About ε = ${formatEpsilon(epsilon)} after ${planned}, but the budget is ${limit}`;
  return lastingRounds === 0
    ? `${would}.`
    : `${would}: the run will end early, after ${countOf(lastingRounds, 'round')} or a few more.`;
};

const samplingSentences = ({
  privacy,
  cohort,
}: Pick<RunConfig, 'privacy' | 'cohort'>): string[] => {
  if (privacy.mode !== 'central') return [];
  const expected = cohort.fractionTrain * privacy.population;
  const share = `${formatNumber(cohort.fractionTrain)} of the population`;
  return [
    `The noisy sum of a round is divided by ${countOf(expected, 'client')} (${share}), however many report.`,
    ...(privacy.sampling === 'poisson' ? [poissonSentence(cohort.fractionTrain)] : []),
  ];
};

const poissonSentence = (fraction: number): string =>
  fraction === 1
    ? 'The fraction of clients is 1, so everyone takes part in every round and sampling saves no privacy; draw fewer under “Who takes part”.'
    : 'Poisson sampling: a coin of its own decides for each client in each round, so the cohorts differ in size.';
