import type { Aggregator, RobustAggregator } from '../aggregator.ts';
import { type PreaggregatorRule, preaggregators } from './preaggregators.ts';

/** A preaggregator with its settings. */
export interface PreaggregatorSpec extends Pick<PreaggregatorRule, 'name'> {
  /** f: how many clients may be bad. */
  readonly numMalicious: number;
}

/** How many updates a round needs for what a rule promises. */
export const leastUpdatesOf = (aggregator: Aggregator): number =>
  aggregator.additive ? 1 : (aggregator.leastUpdates ?? 1);

/**
 * Puts a rule in front of an aggregator; each wants most clients to be good.
 * @throws {RangeError} when there is no such rule
 */
export const preaggregate = (
  aggregator: Aggregator,
  { name, numMalicious }: PreaggregatorSpec,
): RobustAggregator => {
  const leastUpdates = Math.max(2 * numMalicious + 1, leastUpdatesOf(aggregator));
  const rule = preaggregators.get(name);
  return { ...rule.putBefore(aggregator, { numMalicious }), leastUpdates };
};
