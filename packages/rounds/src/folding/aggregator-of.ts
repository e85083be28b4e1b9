import {
  type Aggregator,
  aggregators,
  type BuiltStrategy,
  createPrivateSum,
  type NoiseSource,
  planPrivateRound,
  preaggregate,
  scaleBefore,
} from '@tributary/fedavg';
import type { RunConfig } from '@tributary/protocol';
import type { AggregateTask } from './aggregate-round.ts';

/**
 * What folds the updates of a run: the strategy's own rule or the one that the run puts in its place,
 * behind a preaggregator if it wants one. Central privacy has a rule of its own.
 * @throws {Error} where privacy is promised and there is no source of noise
 */
export const aggregatorOf = (
  { config, clipNorm }: Pick<AggregateTask, 'config' | 'clipNorm'>,
  strategy: BuiltStrategy,
  noise: NoiseSource | undefined,
): Aggregator => {
  const { aggregation, privacy } = config;
  if (privacy.mode === 'central') {
    if (!noise) throw new Error('A run that promises privacy needs a source of noise.');
    const plan = planPrivateRound(privacy, config.cohort);
    return createPrivateSum(
      {
        clipNorm: clipNorm ?? privacy.clipNorm,
        noiseMultiplier: plan.sumNoiseMultiplier,
        denominator: plan.expectedClients,
      },
      noise,
    );
  }
  return ruleOf(aggregation, strategy);
};

/** What folds the updates of a run that promises no privacy. */
export const ruleOf = (
  {
    aggregator: chosen,
    preaggregator,
  }: Pick<RunConfig['aggregation'], 'aggregator' | 'preaggregator'>,
  strategy: BuiltStrategy,
): Aggregator => {
  const rule = chosen && aggregators.get(chosen.name);
  if (!rule && !preaggregator) return strategy.aggregator;
  const { scaling, aggregator: own } = strategy;
  const aggregator = rule ? rule.build(rule.params.parse(chosen.params)) : (scaling?.mean ?? own);
  const whole = preaggregator ? preaggregate(aggregator, preaggregator) : aggregator;
  return scaling ? scaleBefore(whole, scaling.factors) : whole;
};

/** Whether the run's rule compares updates with one that the server trains itself. */
export const needsRoot = ({
  aggregation: { aggregator },
}: {
  readonly aggregation: Pick<RunConfig['aggregation'], 'aggregator'>;
}): boolean => aggregator !== null && aggregators.get(aggregator.name).needs.includes('root');
