import { buildStrategy } from '@tributary/fedavg';
import type { OfferUpdate, RunConfig, UpdateMetrics } from '@tributary/protocol';

/**
 * What is wrong with a metric that the run's strategy counts updates by; undefined where nothing is. A client
 * that claims more steps than its examples make would outweigh all others.
 */
export const faultyMetric = (
  { strategy, clientWork }: Pick<RunConfig, 'strategy' | 'clientWork'>,
  {
    numExamples,
    metrics,
  }: Pick<OfferUpdate, 'numExamples'> & {
    readonly metrics: Pick<UpdateMetrics, 'lossBefore' | 'steps'>;
  },
): string | undefined => {
  const built = buildStrategy(strategy);
  const { needs = [] } = built;
  if (needs.includes('lossBefore') && metrics.lossBefore === undefined) {
    return 'metrics.lossBefore is what this run counts updates by';
  }
  const { epochs, batchSize } = { ...clientWork, ...built.clientWork };
  const most = epochs * Math.ceil(numExamples / batchSize);
  return needs.includes('steps') && metrics.steps > most
    ? `metrics.steps: ${numExamples} examples make at most ${most} steps`
    : undefined;
};
