import type { z } from 'zod';
import type { AggregatorRule } from './aggregator.ts';
import { sgd } from './server-optimizers/sgd.ts';
import { defineStrategy, type Strategy } from './strategy.ts';

/** FedAvg with another rule in the place of the mean, under the name that Flower's users know. */
export const strategyOver = <Params extends z.ZodObject>(
  rule: AggregatorRule<Params>,
  { name, summary }: Pick<Strategy, 'name' | 'summary'>,
): Strategy<Params> =>
  defineStrategy({
    ...{ name, summary, paper: rule.paper, hyperparams: rule.params },
    formula: `w ← w + Δ; ${rule.formula}`,
    cost: `The bytes of FedAvg; on the server ${rule.cost}.`,
    build: (params) => ({
      clientWork: {},
      aggregator: rule.build(params),
      serverOptimizer: sgd({ learningRate: 1, momentum: 0 }),
      needs: rule.needs,
      ownAggregator: 'the rule is all that it adds to FedAvg.',
    }),
  });
