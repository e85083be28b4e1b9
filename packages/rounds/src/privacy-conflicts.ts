import {
  type AggregatorRule,
  aggregators,
  type BuiltStrategy,
  fitsBudget,
  methodOf,
  strategies,
} from '@tributary/fedavg';
import type { CombinedSettings, Conflict } from './find-conflicts.ts';
import { releasedSteps } from './folding/charge-privacy.ts';

/** What makes no sense with the run's privacy. */
export const findPrivacyConflicts = (
  settings: CombinedSettings,
  strategy: BuiltStrategy,
): Conflict[] => {
  const { mode } = settings.privacy;
  if (mode === 'none') return [];
  const conflicts = [
    ...(mode === 'central' ? inCentral(settings, strategy) : inLocal(settings, strategy)),
    countsAlike(settings),
    inBudget(settings),
  ];
  return conflicts.filter((conflict) => conflict !== undefined);
};

/** Why a rule cannot be run under central privacy. */
const whyNotPrivate = ({
  name,
  additive,
}: Pick<AggregatorRule, 'name' | 'additive'>): string | undefined =>
  additive
    ? undefined
    : `${name} looks at single updates, and one client can change what it makes of the others: no noise is known that hides it.`;

const countsAlike = ({
  strategy: { name, hyperparams },
}: CombinedSettings): Conflict | undefined =>
  strategies.get(name).hyperparams.parse(hyperparams).weightedBy === 'num-examples'
    ? {
        path: 'strategy.hyperparams.weightedBy',
        reason:
          'Privacy bounds what one client can change and tell, so every client must count the same: choose "uniform".',
      }
    : undefined;

type Findings = (Conflict | undefined)[];

const inCentral = (settings: CombinedSettings, strategy: BuiltStrategy): Findings => {
  const {
    strategy: { name },
    aggregation: { aggregator, preaggregator },
    screening,
  } = settings;
  const notPrivate = whyNotPrivate(
    aggregator ? aggregators.get(aggregator.name) : strategy.aggregator,
  );
  const ownSum = `Under central privacy all updates count the same in one noisy sum`;
  return [
    aggregator
      ? {
          path: 'aggregation.aggregator',
          reason: notPrivate
            ? `${notPrivate} Use another aggregator or local privacy.`
            : `${ownSum}, whatever the aggregator. Leave the strategy its own.`,
        }
      : undefined,
    !aggregator && notPrivate
      ? {
          path: 'strategy.name',
          reason: `${notPrivate} Choose another strategy, such as FedAvg, or local privacy.`,
        }
      : undefined,
    !notPrivate && strategy.ownAggregator
      ? {
          path: 'strategy.name',
          reason: `${ownSum}, and ${name} keeps its own aggregator: ${strategy.ownAggregator} Choose another strategy, such as FedAvg.`,
        }
      : undefined,
    strategy.scaling
      ? {
          path: 'strategy.name',
          reason: `${ownSum}, and ${name} counts some for more than others. Choose another strategy, such as FedAvg.`,
        }
      : undefined,
    preaggregator
      ? {
          path: 'aggregation.preaggregator',
          reason: `${preaggregator.name} lets one client change what others count for, and no noise is known that hides it. Leave it out.`,
        }
      : undefined,
    comparison(
      screening,
      "Who is left out by comparison tells of the others' updates, which no noise hides. Set a largest norm instead, or leave it to clipping.",
    ),
    ...hurries(
      settings,
      'Under central privacy one client must not change whether others count, and those who report early would decide who is too late.',
    ),
  ];
};

/** Rules that judge an update by its length or by where it points. */
const distrusts = ['NormClipping', 'CenteredClipping', 'FLTrust'];

const inLocal = (
  { strategy: { name }, aggregation: { aggregator }, screening }: CombinedSettings,
  strategy: BuiltStrategy,
): Findings => {
  const { needs = [] } = strategy;
  const method = methodOf(strategy).name;
  const path = 'strategy.name';
  const plain = 'Choose another strategy, such as FedAvg.';
  return [
    needs.includes('lossBefore') || needs.includes('steps')
      ? {
          path,
          reason: `${name} counts updates by what clients say of their examples, which local privacy hides. ${plain}`,
        }
      : undefined,
    method === 'scaffold' || method === 'dyn'
      ? {
          path,
          reason: `${name} needs the server and the devices to agree on what was learnt, and the server sees it with noise. ${plain}`,
        }
      : undefined,
    strategy.asynchronous
      ? {
          path,
          reason: `With ${name} some clients send more updates than others, and each would have a budget of its own. ${plain}`,
        }
      : undefined,
    distrusts.includes(aggregator?.name ?? '')
      ? {
          path: 'aggregation.aggregator',
          reason:
            'The noise of a device is much longer than its update, so neither its length nor its direction says what to make of it. Choose another aggregator.',
        }
      : undefined,
    screening.maxNorm === null
      ? undefined
      : {
          path: 'screening.maxNorm',
          reason:
            'The noise of a device is much longer than its update, so a largest norm says nothing. Leave it out.',
        },
    comparison(
      screening,
      'The noise of a device hides where its update points, so a comparison would leave out clients by chance. Leave it out.',
    ),
  ];
};

/** Where updates of a round are compared with one another, why not. */
export const comparison = (
  { minCosine, maxNormRatio }: CombinedSettings['screening'],
  reason: string,
): Conflict | undefined => {
  if (minCosine !== null) return { path: 'screening.minCosine', reason };
  return maxNormRatio === null ? undefined : { path: 'screening.maxNormRatio', reason };
};

/** Where it must not, or cannot, depend on the others' speed whose update counts, why not. */
export const hurries = (
  { cohort, reporting }: Pick<CombinedSettings, 'cohort' | 'reporting'>,
  reason: string,
): Conflict[] => [
  ...(cohort.overSelection > 1
    ? [{ path: 'cohort.overSelection', reason: `${reason} Set over-selection to 1.` }]
    : []),
  ...(reporting.adaptive
    ? [{ path: 'reporting.adaptive', reason: `${reason} Leave the adaptive deadline out.` }]
    : []),
];

/** Whether the run can have even one round. */
const inBudget = (settings: CombinedSettings): Conflict | undefined => {
  const { privacy } = settings;
  try {
    if (privacy.mode === 'none' || fitsBudget(releasedSteps(settings, 1), privacy))
      return undefined;
    return {
      path: 'privacy.epsilonBudget',
      reason:
        'Not even one round fits into the privacy budget. Raise the noise multiplier or the budget, or sample fewer clients.',
    };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { path: 'privacy', reason: error.message };
  }
};
