import {
  type AggregatorRule,
  aggregators,
  type BuiltStrategy,
  buildStrategy,
  fitsBudget,
  parsePipeline,
} from '@tributary/fedavg';
import type { RunConfig } from '@tributary/protocol';
import { needsRoot } from './folding/aggregator-of.ts';
import { releasedSteps } from './folding/charge-privacy.ts';

/** Settings that make no sense together. */
export interface Conflict {
  /** The setting that should change, e.g. "aggregation.aggregator". */
  readonly path: string;
  /** Why, and what to do: whole sentences. */
  readonly reason: string;
}

/** The parts of a config that can contradict each other; all names in them must exist. */
export type CombinedSettings = Pick<
  RunConfig,
  'strategy' | 'aggregation' | 'screening' | 'compression' | 'privacy' | 'cohort'
>;

/** Everything that makes no sense together in a config. Schemas have found it sound part by part. */
export const findConflicts = (settings: CombinedSettings): Conflict[] => {
  const strategy = buildStrategy(settings.strategy);
  return [
    ...inAggregation(settings, strategy),
    ...inPrivacy(settings, strategy),
    ...inBudget(settings),
    ...inCompression(settings),
  ];
};

/** Why a strategy cannot do with another aggregator, nor with anything before its own. */
export const whyOwnAggregator = (
  { name }: { readonly name: string },
  { ownAggregator }: Pick<BuiltStrategy, 'ownAggregator'>,
): string | undefined =>
  ownAggregator &&
  `${name} keeps its own aggregator: ${ownAggregator} Choose another strategy, such as FedAvg.`;

/** Why a rule cannot be run under central privacy. */
export const whyNotPrivate = ({
  name,
  additive,
}: Pick<AggregatorRule, 'name' | 'additive'>): string | undefined =>
  additive
    ? undefined
    : `${name} looks at single updates, and one client can change what it makes of the others: no noise is known that hides it. Use the strategy's own aggregator or local privacy.`;

const inAggregation = (
  { strategy: spec, aggregation: { aggregator, preaggregator } }: CombinedSettings,
  strategy: BuiltStrategy,
): Conflict[] => {
  const reason = whyOwnAggregator(spec, strategy);
  if (!reason) return whyNoRoot(aggregator, strategy);
  return [
    ...(aggregator ? [{ path: 'aggregation.aggregator', reason }] : []),
    ...(preaggregator ? [{ path: 'aggregation.preaggregator', reason }] : []),
  ];
};

/** The server trains the whole model plainly, so its own update must have the shape of the clients'. */
const whyNoRoot = (
  aggregator: CombinedSettings['aggregation']['aggregator'],
  { clientWork }: BuiltStrategy,
): Conflict[] =>
  clientWork.method?.name === 'local-layers' && needsRoot({ aggregation: { aggregator } })
    ? [
        {
          path: 'aggregation.aggregator',
          reason:
            "The server's own update is of the whole model, and clients keep some layers to themselves. Choose another aggregator.",
        },
      ]
    : [];

const inPrivacy = (
  { strategy: spec, aggregation, screening, privacy }: CombinedSettings,
  strategy: BuiltStrategy,
): Conflict[] => {
  if (privacy.mode !== 'central') return [];
  const { aggregator: chosen, preaggregator } = aggregation;
  const rule = chosen ? aggregators.get(chosen.name) : strategy.aggregator;
  const notPrivate = whyNotPrivate(rule);
  const conflicts: (Conflict | false)[] = [
    notPrivate !== undefined && {
      path: chosen ? 'aggregation.aggregator' : 'strategy.name',
      reason: notPrivate,
    },
    notPrivate === undefined &&
      strategy.ownAggregator !== undefined && {
        path: 'strategy.name',
        reason: `Under privacy all updates count the same in one noisy sum, and ${spec.name} keeps its own aggregator: ${strategy.ownAggregator} Choose another strategy, such as FedAvg.`,
      },
    spec.hyperparams.weightedBy === 'num-examples' && {
      path: 'strategy.hyperparams.weightedBy',
      reason:
        'Privacy bounds what one client can change, so every client must count the same: choose "uniform".',
    },
    preaggregator !== null && {
      path: 'aggregation.preaggregator',
      reason: `${preaggregator.name} lets one client change what others count for, and no noise is known that hides it. Leave it out.`,
    },
    (screening.minCosine !== null || screening.maxNormRatio !== null) && {
      path: screening.minCosine === null ? 'screening.maxNormRatio' : 'screening.minCosine',
      reason:
        "Who is left out by comparison tells of the others' updates, which no noise hides. Set a largest norm instead, or leave it to clipping.",
    },
  ];
  return conflicts.filter((conflict) => conflict !== false);
};

/** Whether the run can have even one round. */
const inBudget = (settings: CombinedSettings): Conflict[] => {
  const { privacy } = settings;
  if (privacy.mode === 'none') return [];
  try {
    return fitsBudget(releasedSteps(settings, 1), privacy)
      ? []
      : [
          {
            path: 'privacy.epsilonBudget',
            reason:
              'Not even one round fits into the privacy budget. Raise the noise multiplier or the budget, or sample fewer clients.',
          },
        ];
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return [{ path: 'privacy', reason: error.message }];
  }
};

/** Stages that leave values out, which a model cannot do without: what is left out of an update is made up for later. */
const LEAVING_OUT = ['top-k', 'low-rank'];

const inCompression = ({ compression }: CombinedSettings): Conflict[] => {
  const conflicts: Conflict[] = [];
  for (const way of ['up', 'down'] as const) {
    const pipeline = parsePipeline(compression[way]);
    if (!pipeline.ok) conflicts.push({ path: `compression.${way}`, reason: pipeline.reason });
  }
  const left = compression.down.find(({ name }) => LEAVING_OUT.includes(name));
  if (left) {
    conflicts.push({
      path: 'compression.down',
      reason: `"${left.name}" leaves most of a model out, and there is nothing to make up for it. Use float16, int8 or int4.`,
    });
  }
  return conflicts;
};
