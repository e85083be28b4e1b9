import { aggregators, parsePipeline, strategies } from '@tributary/fedavg';
import {
  describeIssues,
  type Rejection,
  type RunConfig,
  reject,
  rejectUnknown,
} from '@tributary/protocol';

export type CompletedRules = { readonly ok: true; readonly config: RunConfig } | Rejection;

/**
 * A config whose strategy, aggregator and compression stages have all their parameters, those left out by
 * default. Refused where a name or a parameter does not exist, or a parameter is out of its range.
 */
export const completeRules = (config: RunConfig): CompletedRules => {
  const { aggregation, compression } = config;
  const { name, hyperparams } = config.strategy;
  const strategy = strategies.find(name);
  if (!strategy) return rejectUnknown('strategy.name', name, strategies.names);
  const settings = strategy.hyperparams.strict().safeParse(hyperparams);
  if (!settings.success) return wrong('strategy.hyperparams', describeIssues(settings.error));
  const { aggregator } = aggregation;
  const rule = aggregator && aggregators.find(aggregator.name);
  if (aggregator && !rule) {
    return rejectUnknown('aggregation.aggregator', aggregator.name, aggregators.names);
  }
  const params = rule?.params.strict().safeParse(aggregator?.params);
  if (params && !params.success) {
    return wrong('aggregation.aggregator.params', describeIssues(params.error));
  }
  const [up, down] = [parsePipeline(compression.up), parsePipeline(compression.down)];
  if (!up.ok) return wrong('compression.up', up.reason);
  if (!down.ok) return wrong('compression.down', down.reason);
  return {
    ok: true,
    config: {
      ...config,
      strategy: { name, hyperparams: settings.data },
      aggregation: {
        ...aggregation,
        aggregator: aggregator && params ? { name: aggregator.name, params: params.data } : null,
      },
      compression: { ...compression, up: [...up.stages], down: [...down.stages] },
    },
  };
};

const wrong = (path: string, reason: string): Rejection =>
  reject('invalid-config', `${path}: ${reason}`);
