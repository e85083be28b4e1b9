import { clientWorkSchema, privacyConfigSchema } from '@tributary/fedavg';
import { z } from 'zod';
import { dataSchemaSchema } from './data-schema.ts';
import { digestSchema } from './ids.ts';
import { layersModelSchema } from './layers-model.ts';

const seedSchema = z.number().int().min(0).max(0xffff_ffff);
const nameSchema = z.string().min(1).max(100);

/** Low-rank adapters (Hu et al. 2021, "LoRA") of a model that stays as it is. */
export const adapterSpecSchema = z.object({
  rank: z.number().int().min(1).max(1024),
  alpha: z.number().positive().max(1e6),
  /** Matrices whose names begin with one of these get an adapter. */
  targets: z.array(nameSchema).min(1).max(100),
  /** The checkpoint of the model that is adapted; clients download it once. */
  base: digestSchema,
});
export type AdapterSpec = z.output<typeof adapterSpecSchema>;

/**
 * What to learn: a data set of the zoo by its name or the schema of what clients bring, and a model of the zoo
 * by its name or the layers of one that somebody brought. The coordinator checks that they exist and fit.
 */
export const taskSpecSchema = z.object({
  dataset: z.union([nameSchema, dataSchemaSchema]).meta({
    title: 'Data set',
    description: 'What every client must bring.',
  }),
  model: z.union([nameSchema, layersModelSchema]).meta({
    title: 'Model',
    description: 'What the clients train together.',
  }),
  preprocessing: z
    .array(z.object({ name: nameSchema, params: z.record(z.string(), z.unknown()).default({}) }))
    .max(20)
    .default([])
    .meta({
      title: 'Preprocessing',
      description: 'Steps that each device takes with its own examples before it trains.',
    }),
  adapter: adapterSpecSchema.optional().meta({
    title: 'Adapters',
    description: 'Trains low-rank adapters of a finished model instead of the whole model.',
  }),
});
export type TaskSpec = z.output<typeof taskSpecSchema>;

/** How a demo data set is divided among clients that bring no data of their own. */
export const partitionSpecSchema = z.object({
  partitioner: nameSchema.meta({
    title: 'Partitioner',
    description: 'How demo data is divided among clients.',
  }),
  params: z.record(z.string(), z.unknown()).default({}),
  seed: seedSchema.default(1),
});
export type PartitionSpec = z.output<typeof partitionSpecSchema>;

export const strategySpecSchema = z.object({
  name: nameSchema
    .default('FedAvg')
    .meta({ title: 'Strategy', description: 'How the updates become the next model.' }),
  hyperparams: z.record(z.string(), z.unknown()).default({}),
});

/** A named entry of a registry with its parameters; those left out get their defaults. */
export const ruleSpecSchema = z.object({
  name: nameSchema,
  params: z.record(z.string(), z.unknown()).default({}),
});
export type RuleSpec = z.output<typeof ruleSpecSchema>;

/** How the cohort's updates become one; what a strategy brings of its own, unless it is changed here. */
export const aggregationSpecSchema = z.object({
  aggregator: ruleSpecSchema.nullable().default(null).meta({
    title: 'Aggregator',
    description:
      "Takes the place of the strategy's own rule, e.g. one that bad clients cannot move.",
  }),
  preaggregator: z
    .object({
      name: z.enum(['NNM', 'ARC']).default('NNM').meta({
        title: 'Rule',
        description:
          'NNM replaces every update by the mean of those that lie closest to it (Allouah et al. 2023); ARC shortens the longest ones (Allouah et al. 2025).',
      }),
      numMalicious: z.number().int().min(1).max(10_000).default(1).meta({
        title: 'Malicious clients',
        description: 'How many clients of a cohort may be bad.',
      }),
    })
    .nullable()
    .default(null)
    .meta({
      title: 'Preaggregation',
      description: 'Makes updates more alike before the aggregator sees them.',
    }),
  rootExamples: z.number().int().min(1).max(100_000).default(100).meta({
    title: 'Root examples',
    description:
      'How many examples of its own the coordinator trains on, for an aggregator that compares updates with what it would learn itself.',
  }),
});
export type AggregationSpec = z.output<typeof aggregationSpecSchema>;

/** Which updates are refused, beside those that are no finite delta of the model. */
export const screeningSpecSchema = z.object({
  maxNorm: z.number().positive().nullable().default(null).meta({
    title: 'Largest norm',
    description: 'An update that moves the model further than this is refused at once.',
  }),
  maxNormRatio: z.number().min(1).nullable().default(null).meta({
    title: 'Largest norm, in medians',
    description: "An update with so many times the norm of the round's median update is left out.",
  }),
  minCosine: z.number().min(-1).max(1).nullable().default(null).meta({
    title: 'Least cosine',
    description:
      'An update whose direction agrees less than this with the mean direction of the others is left out; 0 leaves out what points the other way.',
  }),
});
export type ScreeningSpec = z.output<typeof screeningSpecSchema>;

const stagesSchema = z
  .array(ruleSpecSchema)
  .min(1)
  .max(4)
  .default([{ name: 'float32', params: {} }]);

/** How many bytes updates and models take on their way. The coordinator checks that the stages fit. */
export const compressionSpecSchema = z.object({
  up: stagesSchema.meta({
    title: 'Updates',
    description: 'The stages that an update passes through before it leaves the device.',
  }),
  errorFeedback: z.boolean().default(true).meta({
    title: 'Error feedback',
    description:
      'What compression lost of an update is kept on the device and added to the next one (Karimireddy et al. 2019).',
  }),
  down: stagesSchema.meta({
    title: 'Models',
    description: 'The stages that the global model passes through before clients download it.',
  }),
});
export type CompressionSpec = z.output<typeof compressionSpecSchema>;

/** Who takes part in a round. */
export const cohortSpecSchema = z.object({
  fractionTrain: z.number().positive().max(1).default(1).meta({
    title: 'Fraction of clients',
    description:
      'The share of the connected clients that is drawn for each round (C in McMahan et al. 2017).',
  }),
  minClients: z.number().int().min(1).max(100_000).default(2).meta({
    title: 'Minimum clients',
    description: 'A round waits until so many clients are connected, and draws at least so many.',
  }),
  overSelection: z.number().min(1).max(3).default(1).meta({
    title: 'Over-selection',
    description:
      'Draws so many times the clients that are wanted, and closes the round as soon as enough have reported; the slowest are not waited for. Bonawitz et al. 2019 used 1.3.',
  }),
});

/** When a round ends. */
export const reportingSpecSchema = z.object({
  quorum: z.number().positive().max(1).default(0.5).meta({
    title: 'Quorum',
    description: 'The share of the clients wanted that must report for the round to count.',
  }),
  deadlineMs: z.number().int().min(100).max(86_400_000).default(300_000).meta({
    title: 'Deadline (ms)',
    description: 'The round closes at the latest after this time, with whoever has reported.',
  }),
  adaptive: z
    .object({
      mads: z.number().min(0).max(100).default(3).meta({
        title: 'Patience (MADs)',
        description:
          'Once the quorum has reported, the round waits until the median time of its reports and so many median absolute deviations more, at least a fifth of the median.',
      }),
    })
    .nullable()
    .default(null)
    .meta({
      title: 'Adaptive deadline',
      description:
        'Closes a round early when those still missing are much slower than those who have reported.',
    }),
});

/** Which checkpoints stay on the coordinator's disk; pinned ones, the first and the newest always do. */
export const retentionSpecSchema = z.object({
  lastCheckpoints: z.number().int().min(1).max(100_000).nullable().default(20).meta({
    title: 'Checkpoints kept',
    description:
      'The models of so many newest rounds stay on disk; empty keeps all. A pinned one stays in any case.',
  }),
  keepBest: z.boolean().default(true).meta({
    title: 'Keep the best one',
    description:
      'The most accurate model stays too; where there is no accuracy, the one with the lowest loss.',
  }),
});
export type RetentionSpec = z.output<typeof retentionSpecSchema>;

/** Everything that defines a run. Fixed once the run is created. */
export const runConfigSchema = z.object({
  name: z
    .string()
    .min(1)
    .max(80)
    .meta({ title: 'Name', description: 'How the run is called in lists.' }),
  task: taskSpecSchema,
  /** Of no meaning where there is no demo data to divide. */
  partition: partitionSpecSchema.prefault({ partitioner: 'IidPartitioner' }),
  strategy: strategySpecSchema.prefault({}),
  aggregation: aggregationSpecSchema.prefault({}),
  screening: screeningSpecSchema.prefault({}),
  compression: compressionSpecSchema.prefault({}),
  privacy: privacyConfigSchema,
  clientWork: clientWorkSchema.prefault({}),
  rounds: z.number().int().min(1).max(100_000).default(10).meta({
    title: 'Rounds',
    description: 'How many times the clients train and the server averages.',
  }),
  cohort: cohortSpecSchema.prefault({}),
  reporting: reportingSpecSchema.prefault({}),
  retention: retentionSpecSchema.prefault({}),
  seed: seedSchema.default(1).meta({
    title: 'Seed',
    description: 'Decides the first weights, the cohorts and the order of the examples.',
  }),
});
export type RunConfig = z.output<typeof runConfigSchema>;
export type RunConfigInput = z.input<typeof runConfigSchema>;
