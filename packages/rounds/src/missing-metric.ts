import { buildStrategy } from '@tributary/fedavg';
import type { RunConfig, UpdateMetrics } from '@tributary/protocol';

/** The name of a metric that the run's strategy counts by and an update does not bring; undefined if none. */
export const missingMetric = (
  { strategy }: Pick<RunConfig, 'strategy'>,
  { lossBefore }: Pick<UpdateMetrics, 'lossBefore'>,
): string | undefined => {
  const { needs = [] } = buildStrategy(strategy);
  return needs.includes('lossBefore') && lossBefore === undefined ? 'lossBefore' : undefined;
};
