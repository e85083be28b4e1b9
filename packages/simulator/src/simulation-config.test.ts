import { describe, expect, it } from 'vitest';
import { presets } from './presets/registry.generated.ts';
import { pretrainingRunsOf, runsOf, simulationSchema } from './simulation-config.ts';

const base = {
  name: 'x',
  title: 'X',
  run: {
    name: 'x',
    task: { dataset: 'mnist', model: 'cnn' },
    partition: { partitioner: 'IidPartitioner', params: { numPartitions: 5 } },
  },
};

it('makes a run of every variant with every seed', () => {
  const simulation = simulationSchema.parse({
    ...base,
    seeds: [3, 4],
    variants: [
      { name: 'a', run: { clientWork: { learningRate: 0.5 } } },
      { name: 'b', run: { partition: { params: { numPartitions: 9 } } } },
    ],
  });
  const runs = runsOf(simulation);
  expect(runs.map(({ variant, seed }) => `${variant}${seed}`)).toEqual(['a3', 'a4', 'b3', 'b4']);
  expect(runs[0]?.config).toMatchObject({
    seed: 3,
    clientWork: { learningRate: 0.5, epochs: 1 },
    partition: { seed: 3, params: { numPartitions: 5 } },
  });
  expect(runs[3]?.config.partition.params).toEqual({ numPartitions: 9 });
});

it('gives another strategy or partitioner parameters of its own', () => {
  const run = {
    ...base.run,
    strategy: { name: 'FedAvgM', hyperparams: { serverMomentum: 0.5, averaging: 0.8 } },
  };
  const [same, other] = runsOf(
    simulationSchema.parse({
      ...{ ...base, run },
      variants: [
        { name: 'a', run: { name: 'A', strategy: { hyperparams: { serverMomentum: 0.7 } } } },
        {
          name: 'b',
          run: {
            strategy: { name: 'FedAdam', hyperparams: {} },
            partition: { partitioner: 'NaturalIdPartitioner' },
          },
        },
      ],
    }),
  );
  expect(same?.config).toMatchObject({
    ...{ name: 'A', strategy: { hyperparams: { serverMomentum: 0.7, averaging: 0.8 } } },
    task: base.run.task,
  });
  expect(other?.config.strategy).toEqual({ name: 'FedAdam', hyperparams: {} });
  expect(other?.config.partition.params).toEqual({});
});

it('refuses a variant that is no config', () => {
  const simulation = simulationSchema.parse({
    ...base,
    variants: [{ name: 'a', run: { rounds: 'many' } }],
  });
  expect(() => runsOf(simulation)).toThrow(/rounds/);
});

it('refuses what it does not know', () => {
  expect(simulationSchema.safeParse({ ...base, colour: 'red' }).success).toBe(false);
});

it.each(presets.entries)('has a preset $name that makes runs', (preset) => {
  expect(runsOf(simulationSchema.parse(preset)).length).toBeGreaterThan(0);
});

describe('a pre-training', () => {
  const adapter = { rank: 2, alpha: 4, targets: ['dense'] };
  const pretraining = { share: 0.3 };
  const parse = (changes: object) => simulationSchema.parse({ ...base, ...changes });

  it('is a run for each seed, where a variant starts from it', () => {
    const changes = { together: true, run: { rounds: 3, cohort: { minClients: 9 } } };
    const variants = [{ name: 'a' }, { name: 'b', start: 'pretrained', adapter }];
    const simulation = parse({
      ...{ seeds: [3, 4], variants },
      pretraining: { ...pretraining, ...changes },
    });
    expect(pretrainingRunsOf(simulation)).toMatchObject(
      [3, 4].map((seed) => ({
        ...{ variant: 'pretraining', stage: 'pretraining', seed },
        config: { seed, rounds: 3, cohort: { fractionTrain: 1, minClients: 1 } },
      })),
    );
    expect(runsOf(simulation).map(({ start }) => start)).toEqual([
      ...['fresh', 'fresh', 'pretrained', 'pretrained'],
    ]);
    expect(pretrainingRunsOf(parse({ pretraining, variants: [{ name: 'a' }] }))).toEqual([]);
  });

  it.each([
    ['tests on what nobody keeps back', { evaluation: { on: 'held-out' } }, 'evaluation.on'],
    [
      'all examples among the clients, and a test half',
      { examples: 'all', heldOut: { share: 0.2 } },
      'evaluation.on',
    ],
    [
      'personalising that nothing measures',
      { compare: { personalised: { epochs: 1 } } },
      'compare.personalised',
    ],
    [
      'two variants that would share a folder',
      { variants: [{ name: 'FedAvg 0.1' }, { name: 'fedavg, 0.1' }] },
      'variants.1.name',
    ],
    ['two variants of one name', { variants: [{ name: 'a' }, { name: 'a' }] }, 'variants.1.name'],
    ['a seed twice', { seeds: [3, 4, 3] }, 'seeds.2'],
    [
      'nothing to start from',
      { variants: [{ name: 'a', start: 'pretrained' }] },
      'variants.0.start',
    ],
    [
      'adapters of new weights',
      { pretraining, variants: [{ name: 'a', adapter }] },
      'variants.0.adapter',
    ],
    [
      'other clients in one variant',
      { pretraining, variants: [{ name: 'a', run: { partition: { seed: 2 } } }] },
      'variants.0.run.partition',
    ],
    [
      'another model',
      { pretraining: { ...pretraining, run: { task: { model: 'mlp-2nn' } } } },
      'pretraining.run.task',
    ],
    ['a variant of its name', { variants: [{ name: 'pretraining' }] }, 'variants.0.name'],
    [
      'a checkpoint from elsewhere',
      {
        run: {
          ...base.run,
          task: { ...base.run.task, adapter: { ...adapter, base: `sha256:${'0'.repeat(64)}` } },
        },
      },
      'run.task.adapter',
    ],
  ])('refuses %s', (_, changes, path) => {
    const { error } = simulationSchema.safeParse({ ...base, ...changes });
    expect(error?.issues.map((issue) => issue.path.join('.'))).toEqual([path]);
  });
});
