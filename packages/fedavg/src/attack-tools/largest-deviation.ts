import { normalQuantile } from './normal-quantile.ts';

/**
 * z_max of ALIE (Baruch et al. 2019, section 3.1): by how many standard deviations an update may
 * differ so that s honest clients differ by more, which with the bad ones make a majority. At least 0,
 * and finite: with a majority of bad clients there is no bound, and 3 is taken.
 */
export const largestDeviation = ({
  numClients,
  numMalicious,
}: {
  readonly numClients: number;
  readonly numMalicious: number;
}): number => {
  const supporters = Math.floor(numClients / 2) + 1 - numMalicious;
  const honest = numClients - numMalicious;
  if (supporters <= 0 || honest <= 0) return 3;
  return Math.max(0, normalQuantile((honest - supporters) / honest));
};
