import {
  type BuiltStrategy,
  buildStrategy,
  isUnbiased,
  leastUpdatesOf,
  parsePipeline,
} from '@tributary/fedavg';
import type { RunConfig } from '@tributary/protocol';
import { needsRoot, ruleOf } from './folding/aggregator-of.ts';
import { comparison, findPrivacyConflicts, hurries } from './privacy-conflicts.ts';

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
  'strategy' | 'aggregation' | 'screening' | 'compression' | 'privacy' | 'cohort' | 'reporting'
>;

/** Everything that makes no sense together in a config. Schemas have found it sound part by part. */
export const findConflicts = (settings: CombinedSettings): Conflict[] => {
  const strategy = buildStrategy(settings.strategy);
  return [
    ...inAggregation(settings, strategy),
    ...inCohort(settings, strategy),
    ...inReporting(settings, strategy),
    ...inScreening(settings, strategy),
    ...findPrivacyConflicts(settings, strategy),
    ...inCompression(settings, strategy),
  ];
};

/** Why a strategy cannot do with another aggregator, nor with anything before its own. */
export const whyOwnAggregator = (
  { name }: { readonly name: string },
  { ownAggregator }: Pick<BuiltStrategy, 'ownAggregator'>,
): string | undefined =>
  ownAggregator &&
  `${name} keeps its own aggregator: ${ownAggregator} Choose another strategy, such as FedAvg.`;

const inAggregation = (
  { strategy: spec, aggregation: { aggregator, preaggregator } }: CombinedSettings,
  strategy: BuiltStrategy,
): Conflict[] => {
  const reason = whyOwnAggregator(spec, strategy);
  if (!reason) return whyNoRoot(aggregator, strategy, spec);
  return [
    ...(aggregator ? [{ path: 'aggregation.aggregator', reason }] : []),
    ...(preaggregator ? [{ path: 'aggregation.preaggregator', reason }] : []),
  ];
};

/** A rule that compares updates with the server's own asks for some of its shape, and leaves them one length. */
const whyNoRoot = (
  aggregator: CombinedSettings['aggregation']['aggregator'],
  { clientWork, scaling }: BuiltStrategy,
  { name }: { readonly name: string },
): Conflict[] => {
  const path = 'aggregation.aggregator';
  if (!aggregator || !needsRoot({ aggregation: { aggregator } })) return [];
  if (clientWork.method?.name === 'local-layers') {
    return [
      {
        path,
        reason:
          "The server's own update is of the whole model, and clients keep some layers to themselves. Choose another aggregator.",
      },
    ];
  }
  return scaling
    ? [
        {
          path,
          reason: `${aggregator.name} brings all updates to the length of the server's own, whatever ${name} multiplies them with. Choose another aggregator.`,
        },
      ]
    : [];
};

/** Updates may still be lost on the way, and of bad clients often are; but as many must be asked for. */
const inCohort = (
  { aggregation, privacy, cohort: { minClients } }: CombinedSettings,
  strategy: BuiltStrategy,
): Conflict[] => {
  // Noisy sums take the place of all rules.
  if (privacy.mode === 'central') return [];
  const rule = strategy.ownAggregator ? strategy.aggregator : ruleOf(aggregation, strategy);
  const least = leastUpdatesOf(rule);
  const { bufferSize = least } = strategy.asynchronous ?? {};
  const reason = (few: string, more: string) =>
    `Against so many malicious clients ${rule.name} needs ${least} updates, and ${few}. ${more}, or expect fewer malicious ones.`;
  return [
    ...(minClients < least
      ? [
          {
            path: 'cohort.minClients',
            reason: reason(`a round may have ${minClients}`, `Ask for ${least} clients or more`),
          },
        ]
      : []),
    ...(bufferSize < least
      ? [
          {
            path: 'strategy.hyperparams.bufferSize',
            reason: reason(`the buffer holds ${bufferSize}`, `Let it hold ${least} or more`),
          },
        ]
      : []),
  ];
};

/** Settings for rounds that wait for a cohort. */
const inReporting = (
  { cohort, reporting, strategy: { name } }: CombinedSettings,
  { asynchronous }: BuiltStrategy,
): Conflict[] =>
  asynchronous
    ? hurries(
        { cohort, reporting },
        `${name} waits for nobody in particular: a round closes with whoever comes first.`,
      )
    : [];

const inScreening = (
  { screening, strategy: { name } }: CombinedSettings,
  { asynchronous }: BuiltStrategy,
): Conflict[] => {
  if (asynchronous?.bufferSize !== 1) return [];
  const found = comparison(
    screening,
    `${name} takes updates one by one, so there are no others to compare one with. Set a largest norm instead.`,
  );
  return found ? [found] : [];
};

/** Stages that leave out what a model cannot do without: what is left out of an update is made up for later. */
const LEAVING_OUT = ['top-k', 'low-rank', 'sign'];

const inCompression = (
  { compression, strategy: { name } }: CombinedSettings,
  { sharedVariate }: BuiltStrategy,
): Conflict[] => {
  const conflicts: Conflict[] = [];
  for (const way of ['up', 'down'] as const) {
    const pipeline = parsePipeline(compression[way]);
    if (!pipeline.ok) conflicts.push({ path: `compression.${way}`, reason: pipeline.reason });
  }
  if (conflicts.length > 0) return conflicts;
  if (!compression.errorFeedback && !isUnbiased(compression.up)) {
    conflicts.push({
      path: 'compression.errorFeedback',
      reason:
        'What these stages lose of an update they always lose: switch error feedback on, or take stages that are right on average.',
    });
  }
  if (sharedVariate && compression.up.some((stage) => stage.name === 'top-k')) {
    conflicts.push({
      path: 'compression.up',
      reason: `${name}'s updates carry two vectors of different lengths, and the largest values of both together would be those of one. Leave "top-k" out.`,
    });
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
