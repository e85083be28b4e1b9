import { aggregators, compressors, strategies } from '@tributary/fedavg';
import { partitioners } from '@tributary/model-zoo';
import { dataSchemaSchema, type RunConfig, runConfigSchema } from '@tributary/protocol';
import type { z } from 'zod';
import { plainIssue } from './plain-issue.ts';

/** What is wrong with a draft: a message by the path of each field, e.g. `clientWork.epochs`. */
export const draftErrors = (draft: RunConfig): Record<string, string> => {
  const { 'task.dataset': _none, ...errors } = errorsOf(runConfigSchema, draft);
  return { ...errors, ...schemaErrors(draft), ...ruleErrors(draft) };
};

/** Of data that clients bring: as one thing it is only wrong, by its own schema each field is. */
const schemaErrors = ({ task: { dataset } }: RunConfig): Record<string, string> =>
  typeof dataset === 'string' ? {} : errorsOf(dataSchemaSchema, dataset, 'task.dataset');

/** The same for the parts that have schemas of their own: the entries of registries that a draft names. */
export const ruleErrors = (draft: RunConfig): Record<string, string> =>
  Object.fromEntries(
    rulesOf(draft).flatMap(({ schema, params, path }) =>
      Object.entries(errorsOf(schema, params, path)),
    ),
  );

interface ChosenRule {
  readonly schema: z.ZodType;
  readonly params: unknown;
  /** Where the parameters stand in the draft. */
  readonly path: string;
}

const rulesOf = ({ strategy, partition, aggregation, compression }: RunConfig): ChosenRule[] => {
  const { aggregator } = aggregation;
  const stages = (['up', 'down'] as const).flatMap((way) =>
    compression[way].map(({ name, params }, index) => ({
      schema: compressors.get(name).params,
      ...{ params, path: `compression.${way}.${index}.params` },
    })),
  );
  return [
    {
      schema: strategies.get(strategy.name).hyperparams,
      ...{ params: strategy.hyperparams, path: 'strategy.hyperparams' },
    },
    {
      schema: partitioners.get(partition.partitioner).params,
      ...{ params: partition.params, path: 'partition.params' },
    },
    ...(aggregator
      ? [
          {
            schema: aggregators.get(aggregator.name).params,
            ...{ params: aggregator.params, path: 'aggregation.aggregator.params' },
          },
        ]
      : []),
    ...stages,
  ];
};

const errorsOf = (schema: z.ZodType, value: unknown, prefix?: string): Record<string, string> =>
  Object.fromEntries(
    (schema.safeParse(value).error?.issues ?? []).map((issue) => [
      [...(prefix === undefined ? [] : [prefix]), ...issue.path].join('.'),
      plainIssue(issue),
    ]),
  );
