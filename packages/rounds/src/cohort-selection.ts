import { createRandom, deriveSeed } from '@tributary/fedavg';
import type { ClientId, RunConfig } from '@tributary/protocol';

/**
 * Draws the cohort of a round: `fractionTrain` of the available clients, at least `minClients`,
 * uniformly without replacement (McMahan et al. 2017, Algorithm 1: m ← max(C·K, 1)).
 *
 * @returns ids in ascending order; empty when fewer than `minClients` are available.
 */
export const selectCohort = (
  available: readonly ClientId[],
  { cohort, seed }: Pick<RunConfig, 'cohort' | 'seed'>,
  { round, attempt }: { readonly round: number; readonly attempt: number },
): ClientId[] => {
  if (available.length < cohort.minClients) return [];
  const wanted = Math.max(cohort.minClients, Math.round(cohort.fractionTrain * available.length));
  // Sorting first makes the draw depend on who is there, not on who came first.
  const candidates = [...available].sort();
  createRandom(deriveSeed(seed, 'cohort', round, attempt)).shuffle(candidates);
  return candidates.slice(0, wanted).sort();
};
