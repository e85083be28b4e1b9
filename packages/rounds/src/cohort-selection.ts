import { createRandom, deriveSeed } from '@tributary/fedavg';
import type { ClientId, RunConfig } from '@tributary/protocol';

/** Whether who is drawn must not be known beforehand: privacy's amplification by sampling rests on it. */
export const samplesInSecret = ({ privacy }: Pick<RunConfig, 'privacy'>): boolean =>
  privacy.mode === 'central' && privacy.sampling === 'poisson';

/**
 * Poisson sampling: a coin for every client, which shows its face with probability `fractionTrain`, so
 * that nobody's presence depends on anybody else's (Mironov, Talwar and Zhang 2019). The cohort may be
 * empty. Each coin is the sum, modulo 1, of one draw from each part of the key: whoever would guess it
 * must know them all.
 */
export const flipCoins = (
  available: readonly ClientId[],
  { cohort, key }: { readonly cohort: RunConfig['cohort']; readonly key: readonly number[] },
  { round, attempt }: { readonly round: number; readonly attempt: number },
): ClientId[] =>
  [...available].sort().filter((clientId) => {
    const draws = key.map((part) =>
      createRandom(deriveSeed(part, 'coin', round, attempt, clientId)).uniform(),
    );
    return draws.reduce((sum, draw) => sum + draw, 0) % 1 < cohort.fractionTrain;
  });

/** `fractionTrain` of the connected clients, at least `minClients`; 0 when fewer are connected. */
export const cohortSize = (
  connected: number,
  { fractionTrain, minClients }: RunConfig['cohort'],
): number =>
  connected < minClients ? 0 : Math.max(minClients, Math.round(fractionTrain * connected));

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
  const wanted = cohortSize(available.length, cohort);
  if (wanted === 0) return [];
  // Sorting first makes the draw depend on who is there, not on who came first.
  const candidates = [...available].sort();
  createRandom(deriveSeed(seed, 'cohort', round, attempt)).shuffle(candidates);
  return candidates.slice(0, wanted).sort();
};
