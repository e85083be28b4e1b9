import { aggregators, attacks, compressors, preaggregators, strategies } from '@tributary/fedavg';
import {
  aggregationSpecSchema,
  compressionSpecSchema,
  screeningSpecSchema,
} from '@tributary/protocol';
import type { z } from 'zod';
import {
  aggregatorLimits,
  closedStrategies,
  compressorLimits,
  preaggregatorLimits,
  screeningLimits,
  strategyLimits,
} from './algorithm-limits.ts';
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
  /** What it does not combine with, each ending a sentence. */
  readonly limits: readonly string[];
  /** Where it belongs among others, in whole sentences. */
  readonly place?: string;
}

/** The page that explains every algorithm, from the registries and schemas alone. */
export const algorithmsPage = (): string => `# The algorithms

<!-- Written by \`pnpm gen\` from the registries and schemas; do not edit. -->

Everything that turns clients' updates into the next model, and protects them on their way. The run
form, the HTTP API and the simulator take all of it, checked by the same schemas; what makes no sense
together is refused when the run is configured, with the reason. "Does not combine with" is what this check
says of an entry, at its defaults, with each of the others in turn; clients count the same unless it
says otherwise.

δ is a model delta: weights after minus before local training. n is the number of updates (nₖ: the
examples of client k), d that of the model's weights, Δ the aggregate, w the global weights.

## Strategies

\`strategy: { name, hyperparams }\`. A strategy is what clients do, an aggregator and a step of the server.

${strategies.entries
  .map((strategy) =>
    section({ ...strategy, params: strategy.hyperparams, limits: strategyLimits(strategy) }),
  )
  .join('\n\n')}

## Aggregators

\`aggregation.aggregator: { name, params }\` puts one of these in the place of the strategy's own. The
additive ones are exact sums, folded as updates come; the others see all updates of a round side by
side, block by block, from a file. None of them goes with a strategy that keeps its own:
${closedStrategies.join(', ')}.

${aggregators.entries
  .map((rule) => section({ ...rule, limits: aggregatorLimits(rule) }))
  .join('\n\n')}

## In front of the aggregator

\`aggregation.preaggregator: { name, numMalicious }\` changes all updates before the aggregator sees
them; even an additive one then waits for all updates of a round. Neither goes with a strategy that keeps
its own aggregator.

${preaggregators.entries
  .map((rule) =>
    section({ ...rule, params: preaggregatorSettings, limits: preaggregatorLimits(rule) }),
  )
  .join('\n\n')}

## Screening

\`screening\`. NaN, infinite values, another shape or encoding and weights that move by more than 64 are
always refused; these are off unless set.

${parameterList(screeningSpecSchema)}

${screeningSection()}

## Compression

\`compression.up\` is a list of stages: any number of transforms and then one codec. \`compression.down\` is
one for the model. The frame names its stages, and the coordinator takes no others.

${parameterList(compressionSpecSchema.pick({ errorFeedback: true }))}

${compressors.entries
  .map((compressor) =>
    section({ ...compressor, limits: compressorLimits(compressor), place: compressor.combines }),
  )
  .join('\n\n')}

${privacySection()}

## Attacks

For tests and the simulator (\`attack: { name, params, fraction }\`); no client of the product has them.

${attacks.entries.map((attack) => section({ ...attack, limits: [] })).join('\n\n')}
`;

const preaggregatorSettings = aggregationSpecSchema.shape.preaggregator
  .unwrap()
  .unwrap()
  .pick({ numMalicious: true });

/** Settings that look at the same thing are refused for the same. */
const screeningSection = (): string => {
  const keysOf = new Map<string, string[]>();
  for (const key of screeningSpecSchema.keyof().options) {
    for (const limit of screeningLimits(key)) {
      keysOf.set(limit, [...(keysOf.get(limit) ?? []), `\`${key}\``]);
    }
  }
  return [...keysOf]
    .map(([limit, keys]) => {
      const verb = keys.length > 1 ? 'do' : 'does';
      return `- ${keys.join(' and ')} ${verb} not combine with ${limit}`;
    })
    .join('\n');
};

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
