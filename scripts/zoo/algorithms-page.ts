import {
  type Aggregator,
  aggregators,
  attacks,
  buildStrategy,
  compressors,
  leastUpdatesOf,
  strategies,
} from '@tributary/fedavg';
import {
  aggregationSpecSchema,
  compressionSpecSchema,
  screeningSpecSchema,
} from '@tributary/protocol';
import type { z } from 'zod';
import { parameterList } from './parameter-list.ts';
import { privacySection } from './privacy-section.ts';

/** What the page says of an entry of a registry. */
interface Entry {
  readonly name: string;
  readonly summary: string;
  readonly paper: string;
  readonly formula: string;
  readonly cost?: string;
  readonly params: z.ZodObject;
  /** What it does not combine with, each ending a sentence; nothing where there is `place`. */
  readonly limits: readonly string[];
  /** Where it belongs among others, in whole sentences. */
  readonly place?: string;
}

/** The page that explains every algorithm, from the registries and schemas alone. */
export const algorithmsPage = (): string => `# The algorithms

<!-- Written by \`pnpm gen\` from the registries and schemas; do not edit. -->

Everything that turns clients' updates into the next model, and protects them on their way. The run
form, the HTTP API and the simulator take all of it, checked by the same schemas; what makes no sense
together is refused when the run is configured, with the reason.

δ is a model delta: weights after minus before local training. n is the number of updates (nₖ: the
examples of client k), d that of the model's weights, Δ the aggregate, w the global weights.

## Strategies

\`strategy: { name, hyperparams }\`. A strategy is what clients do, an aggregator and a step of the server.

${strategies.entries.map(strategyEntry).map(section).join('\n\n')}

## Aggregators

\`aggregation.aggregator: { name, params }\` puts one of these in the place of the strategy's own. The
additive ones are exact sums, folded as updates come; the others see all updates of a round side by
side, block by block, from a file.

${aggregators.entries.map(aggregatorEntry).map(section).join('\n\n')}

## In front of the aggregator

\`aggregation.preaggregator: { name, numMalicious }\`.

${parameterList(aggregationSpecSchema.shape.preaggregator.unwrap().unwrap())}

Does not combine with strategies that keep their own aggregator, nor with central privacy.

## Screening

\`screening\`. NaN, infinite values, another shape or encoding and weights that move by more than 64 are
always refused; these are off unless set.

${parameterList(screeningSpecSchema)}

The last two compare updates with each other, so they do not combine with central privacy.

## Compression

\`compression.up\` is a list of stages: any number of transforms and then one codec. \`compression.down\` is
one for the model. The frame names its stages, and the coordinator takes no others.

${parameterList(compressionSpecSchema.pick({ errorFeedback: true }))}

${compressors.entries.map(compressorEntry).map(section).join('\n\n')}

${privacySection()}

## Attacks

For tests and the simulator (\`attack: { name, params, fraction }\`); no client of the product has them.

${attacks.entries.map((attack) => section({ ...attack, limits: [] })).join('\n\n')}
`;

/** Why no noise hides one client, for whatever is no plain sum of the updates. */
const NO_SUM =
  'central privacy, as one client can change what it makes of the others and no noise is known that hides that';

const fewClients = (aggregator: Aggregator): string[] => {
  const least = leastUpdatesOf(aggregator);
  return least > 1 ? [`fewer than ${least} minimum clients at its defaults.`] : [];
};

const strategyEntry = (strategy: (typeof strategies.entries)[number]): Entry => {
  const { name, hyperparams } = strategy;
  const { aggregator, ownAggregator } = buildStrategy({ name, hyperparams: {} });
  const weighs = 'weightedBy' in hyperparams.shape;
  return {
    ...strategy,
    params: hyperparams,
    limits: ownAggregator
      ? [`another aggregator, a preaggregator or central privacy: ${ownAggregator}`]
      : [
          ...(aggregator.additive ? [] : [`${NO_SUM}.`]),
          ...fewClients(aggregator),
          ...(weighs ? ['central privacy while `weightedBy` is "num-examples".'] : []),
        ],
  };
};

const aggregatorEntry = (rule: (typeof aggregators.entries)[number]): Entry => ({
  ...rule,
  limits: [
    'strategies that keep their own aggregator.',
    ...(rule.additive ? [] : [`${NO_SUM}.`]),
    ...fewClients(rule.build(rule.params.parse({}))),
    ...(rule.needs.includes('root') ? ['FedPer and FedRep, whose updates lack some layers.'] : []),
  ],
});

const compressorEntry = (compressor: (typeof compressors.entries)[number]): Entry => ({
  ...compressor,
  limits: [],
  place: compressor.combines,
});

const section = ({ name, summary, paper, formula, cost, params, limits, place }: Entry): string =>
  [
    `### ${name}`,
    summary,
    [
      `- Source: ${paper}`,
      `- Formula: \`${formula.replaceAll('`', "'")}\``,
      ...(cost ? [`- Cost: ${cost}`] : []),
      ...limits.map((limit) => `- Does not combine with ${limit}`),
      ...(place ? [`- Where it belongs: ${place}`] : []),
    ].join('\n'),
    ...(Object.keys(params.shape).length > 0 ? [parameterList(params)] : []),
  ].join('\n\n');
