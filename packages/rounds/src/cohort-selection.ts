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
  { fractionTrain, minClients }: Pick<RunConfig['cohort'], 'fractionTrain' | 'minClients'>,
): number =>
  connected < minClients ? 0 : Math.max(minClients, Math.round(fractionTrain * connected));

/** What rounding errors may add to a product of two settings. */
const ROUNDING = 1e-9;

/** How many are asked, so that as many as are wanted report soon: more than these, if so many are there. */
const askedClients = (connected: number, cohort: RunConfig['cohort']): number =>
  Math.min(connected, Math.ceil(cohortSize(connected, cohort) * cohort.overSelection - ROUNDING));

/**
 * Draws the cohort of a round: `fractionTrain` of the available clients, at least `minClients`, and
 * `overSelection` times as many as that, uniformly without replacement (McMahan et al. 2017, Algorithm 1:
 * m ← max(C·K, 1)).
 *
 * @returns ids in ascending order; empty when fewer than `minClients` are available.
 */
export const selectCohort = (
  available: readonly ClientId[],
  { cohort, seed }: Pick<RunConfig, 'cohort' | 'seed'>,
  { round, attempt }: { readonly round: number; readonly attempt: number },
): ClientId[] => {
  const asked = askedClients(available.length, cohort);
  if (asked === 0) return [];
  // Sorting first makes the draw depend on who is there, not on who came first.
  const candidates = [...available].sort();
  createRandom(deriveSeed(seed, 'cohort', round, attempt)).shuffle(candidates);
  return candidates.slice(0, asked).sort();
};
