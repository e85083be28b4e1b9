import { median } from '../median.ts';

/** However alike the first arrivals are, whoever needs a fifth longer is not late. */
const LEAST_MARGIN = 0.2;

/**
 * How long a round waits for more reports, from the time the plans were sent: the median of the arrivals that
 * there are, and a margin of some median absolute deviations beyond it (Leys et al. 2013 suggest 3), at least a
 * fifth of the median.
 *
 * @param arrivalsMs when each report came, from the time the plans were sent; at least one
 */
export const patienceMs = (
  arrivalsMs: readonly number[],
  { mads }: { readonly mads: number },
): number => {
  const usual = median(arrivalsMs);
  const spread = median(arrivalsMs.map((arrivalMs) => Math.abs(arrivalMs - usual)));
  return usual + Math.max(mads * spread, LEAST_MARGIN * usual);
};
