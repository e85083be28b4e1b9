import { adapterSpecSchema, runConfigSchema } from '@tributary/protocol';
import { z } from 'zod';
import { type AttackSpec, attackSpecSchema } from './bad-clients.ts';
import { findContradictions } from './find-contradictions.ts';
import { fleetSchema } from './fleet.ts';
import { overridesSchema, PRETRAINING, pretrainingSchema } from './pretraining.ts';

const seedSchema = z.number().int().min(0).max(0xffff_ffff);

/** A run to compare with the others. */
const variantSchema = z.strictObject({
  name: z.string().min(1).max(60),
  run: overridesSchema.default({}),
  /** From new weights, or from the model that the simulation's pre-training brought. */
  start: z.enum(['fresh', 'pretrained']).default('fresh'),
  /** Trains low-rank adapters of the pretrained model, which stays as it is. */
  adapter: adapterSpecSchema.omit({ base: true }).optional(),
  /** Takes the place of the simulation's own. */
  attack: attackSpecSchema.optional(),
});

/** What a simulation is: a run's config, the world around it, and what is to be learnt from it. */
const worldSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,79}$/, 'A name is lower-case letters, digits and "-".'),
  title: z.string().min(1).max(200),
  /** What it shows, and where the figures to compare with come from. */
  description: z.string().max(2000).default(''),
  run: runConfigSchema,
  /**
   * What is divided among the clients: the data set's training half, or both halves, where those of the
   * test half are other people. Then models are tested on what the clients keep back.
   */
  examples: z.enum(['train', 'all']).default('train'),
  /** Virtual clients; one for each partition without it. */
  clients: z.number().int().min(1).max(100_000).optional(),
  fleet: fleetSchema.prefault({}),
  /** Some clients mean harm. */
  attack: attackSpecSchema.optional(),
  /** Each seed is a run of its own: other weights, partitions, cohorts and devices. */
  seeds: z.array(seedSchema).min(1).max(100).default([1]),
  /** Runs to compare: a learning-rate grid, several strategies. */
  variants: z.array(variantSchema).max(200).default([]),
  pretraining: pretrainingSchema.optional(),
  evaluation: z
    .strictObject({
      /** Every n-th round and the last one. */
      every: z.number().int().min(1).default(1),
      /** The data set's test half, or what the clients keep back. */
      on: z.enum(['test', 'held-out']).default('test'),
    })
    .prefault({}),
  /** What each client keeps back of its examples: a random share, or the last share of each class. */
  heldOut: z
    .strictObject({
      share: z.number().gt(0).lt(1),
      by: z.enum(['random', 'last-of-class']).default('random'),
    })
    .optional(),
  /** Ends a run once the best accuracy so far has reached this. */
  stopAt: z.strictObject({ accuracy: z.number().gt(0).max(1) }).optional(),
  /** After the run, for every client on its own. */
  compare: z
    .strictObject({
      /** A model that the client trains alone, from the first global one, for so many epochs. */
      local: z.strictObject({ epochs: z.number().int().min(1) }).optional(),
      /** The last global model, trained on by the client for so many epochs. */
      personalised: z
        .strictObject({
          epochs: z.number().int().min(1),
          learningRate: z.number().positive().optional(),
        })
        .optional(),
    })
    .prefault({}),
});
export const simulationSchema = worldSchema.superRefine((world, context) => {
  for (const [path, message] of findContradictions(world)) {
    context.addIssue({ code: 'custom', path, message });
  }
});
export type Simulation = z.output<typeof simulationSchema>;
export type SimulationInput = z.input<typeof simulationSchema>;

/** One run of a simulation. */
export interface SimulatedRun {
  readonly variant: string;
  readonly seed: number;
  readonly config: Simulation['run'];
  /** Whether it is the stage before the others. */
  readonly stage: 'pretraining' | 'federation';
  readonly start: 'fresh' | 'pretrained';
  readonly attack?: AttackSpec | undefined;
  /** Adapters that the run trains; their base is known once the pre-training is over. */
  readonly adapter?: Simulation['variants'][number]['adapter'];
}

/** Every variant with every seed. @throws {z.ZodError} when a variant's config is none */
export const runsOf = ({ run, variants, seeds, ...world }: Simulation): SimulatedRun[] =>
  (variants.length > 0 ? variants : [variantSchema.parse({ name: 'base' })]).flatMap(
    ({ name, run: changes, start, adapter, attack = world.attack }) =>
      seeds.map((seed) => ({
        variant: name,
        seed,
        config: configWith(run, changes, seed),
        stage: 'federation' as const,
        start,
        ...(adapter && { adapter }),
        ...(attack && { attack }),
      })),
  );

/**
 * The pre-training for every seed; none where no variant starts from it.
 * @throws {z.ZodError} when its config is none
 */
export const pretrainingRunsOf = ({
  run,
  variants,
  pretraining,
  seeds,
}: Simulation): SimulatedRun[] => {
  if (!pretraining || variants.every(({ start }) => start === 'fresh')) return [];
  const alone = pretraining.together ? { cohort: { fractionTrain: 1, minClients: 1 } } : {};
  const changes = merge(pretraining.run, alone) as Record<string, unknown>;
  return seeds.map((seed) => ({
    variant: PRETRAINING,
    seed,
    config: configWith(run, changes, seed),
    stage: 'pretraining' as const,
    start: 'fresh' as const,
  }));
};

const configWith = (
  run: Simulation['run'],
  changes: Record<string, unknown>,
  seed: number,
): Simulation['run'] => {
  const merged = merge(run, changes) as Simulation['run'];
  return runConfigSchema.parse({
    ...merged,
    seed,
    partition: { ...merged.partition, seed },
  });
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What parameters belong to: another strategy has others, and the base's must not leak into it. */
const OWNERS: Readonly<Record<string, string>> = {
  strategy: 'name',
  partition: 'partitioner',
  aggregator: 'name',
  privacy: 'mode',
};

const isAnother = (key: string, base: unknown, changes: unknown): boolean => {
  const owner = OWNERS[key];
  if (owner === undefined || !isRecord(base) || !isRecord(changes)) return false;
  return owner in changes && changes[owner] !== base[owner];
};

/** Objects are merged key by key; whatever else `changes` says takes the place of what was there. */
const merge = (base: unknown, changes: unknown): unknown => {
  if (!isRecord(base) || !isRecord(changes)) return changes;
  return {
    ...base,
    ...Object.fromEntries(
      Object.entries(changes).map(([key, value]) => [
        key,
        isAnother(key, base[key], value) ? value : merge(base[key], value),
      ]),
    ),
  };
};
