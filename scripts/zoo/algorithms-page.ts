import { attacks, aggregators, buildStrategy, compressors, strategies } from '@tributary/fedavg';
import {
  aggregationSpecSchema,
  compressionSpecSchema,
  screeningSpecSchema,
} from '@tributary/protocol';
import { whyNotPrivate, whyOwnAggregator } from '@tributary/rounds';
import { z } from 'zod';
import { privacySection } from './privacy-section.ts';

/** What the page says of an entry of a registry. */
interface Entry {
  readonly name: string;
  readonly summary: string;
  readonly paper: string;
  readonly formula: string;
  readonly cost?: string;
  readonly params: z.ZodObject;
  /** What it does not combine with, or where it belongs; whole sentences. */
  readonly limits: readonly string[];
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

const strategyEntry = (strategy: (typeof strategies.entries)[number]): Entry => {
  const { name, hyperparams } = strategy;
  const built = buildStrategy({ name, hyperparams: {} });
  const own = whyOwnAggregator(strategy, built);
  const priv = whyNotPrivate({ name, additive: built.aggregator.additive });
  return {
    ...strategy,
    params: hyperparams,
    limits: [
      ...(own ? [own, 'Nor with central privacy, whose noisy sum is an aggregator too.'] : []),
      ...(priv && !own ? [`Central privacy: ${priv}`] : []),
    ],
  };
};

const aggregatorEntry = (rule: (typeof aggregators.entries)[number]): Entry => {
  const priv = whyNotPrivate(rule);
  const needs = rule.needs.includes('root')
    ? ['Needs examples of the coordinator\'s own (`aggregation.rootExamples`).']
    : [];
  return { ...rule, limits: [...needs, ...(priv ? [`Central privacy: ${priv}`] : [])] };
};

const compressorEntry = (compressor: (typeof compressors.entries)[number]): Entry => ({
  ...compressor,
  limits: [compressor.combines],
});

const section = ({ name, summary, paper, formula, cost, params, limits }: Entry): string =>
  [
    `### ${name}`,
    summary,
    [
      `- Source: ${paper}`,
      `- Formula: \`${formula.replaceAll('`', "'")}\``,
      ...(cost ? [`- Cost: ${cost}`] : []),
      ...limits.map((limit) => `- Combines: ${limit}`),
    ].join('\n'),
    ...(Object.keys(params.shape).length > 0 ? [parameterList(params)] : []),
  ].join('\n\n');

const propertySchema = z.object({
  description: z.string().default(''),
  default: z.unknown().optional(),
  enum: z.array(z.string()).optional(),
});

/** The settings of a schema, with their defaults. */
export function parameterList(schema: z.ZodObject): string {
  const { properties = {} } = z.toJSONSchema(schema, { io: 'input' });
  return Object.entries(properties)
    .map(([key, property]) => {
      const { description, default: usual, enum: choices } = propertySchema.parse(property);
      const among = choices ? `one of ${choices.join(', ')}; ` : '';
      return `- \`${key}\` (${among}default \`${JSON.stringify(usual ?? null)}\`): ${description}`;
    })
    .join('\n');
}
