import { digestOf } from '@tributary/client';
import { datasets, type Examples, wholeModel } from '@tributary/model-zoo';
import { encodeFrame } from '@tributary/protocol';
import { describe, expect, it } from 'vitest';
import { prepareRun } from './prepare-run.ts';
import { runsOf, type Simulation } from './simulation-config.ts';
import { smallSimulation } from './testing/small-simulation.ts';

const examples: Examples = {
  numExamples: 200,
  featureShape: [28, 28, 1],
  features: new Uint8Array(200 * 784),
  labels: Int32Array.from({ length: 200 }, (_, at) => at % 10),
};
const loaded = { dataset: datasets.get('synthetic-digits'), train: examples, test: examples };

const simulationWith = (pretraining: Record<string, unknown>) =>
  smallSimulation({
    run: {
      ...smallSimulation().run,
      partition: { partitioner: 'IidPartitioner', params: { numPartitions: 10 } },
    },
    clients: 10,
    heldOut: { share: 0.2 },
    evaluation: { on: 'held-out' },
    pretraining,
  });
const configOf = (simulation: Simulation) => {
  const [run] = runsOf(simulation);
  if (!run) throw new Error('There is no run.');
  return run.config;
};
const stagesOf = (simulation: Simulation) =>
  (['pretraining', 'federation'] as const).map((stage) =>
    prepareRun(loaded, configOf(simulation), simulation, { stage }),
  );
const sorted = (lists: readonly Int32Array[]) =>
  lists.flatMap((list) => [...list]).sort((a, b) => a - b);

describe('the clients of a pre-training', () => {
  it.each([false, true])('are not those of the federation (together: %s)', (together) => {
    const [first, rest] = stagesOf(simulationWith({ share: 0.3, together }));
    expect(rest?.clients.map(({ clientId }) => clientId)).toEqual(
      [4, 5, 6, 7, 8, 9, 10].map((number) => `client-${String(number).padStart(5, '0')}`),
    );
    expect(first?.clients).toHaveLength(together ? 1 : 3);
    const { shards = [], heldOut = [] } = first?.crew ?? {};
    const { shards: others = [], heldOut: theirs = [] } = rest?.crew ?? {};
    expect(sorted([...shards, ...heldOut, ...others, ...theirs])).toEqual(
      Array.from({ length: 200 }, (_, at) => at),
    );
    expect([first, rest].map((stage) => stage?.crew.test.numExamples)).toEqual([12, 28]);
  });

  it.each([
    [0.01, 1],
    [0.99, 9],
  ])('are somebody, and not all (a share of %s)', (share, count) => {
    const [first, rest] = stagesOf(simulationWith({ share }));
    expect([first?.clients.length, rest?.clients.length]).toEqual([count, 10 - count]);
  });
});

describe('a pretrained model', () => {
  const simulation = simulationWith({ share: 0.3 });
  const config = configOf(simulation);
  const model = (name: string) => {
    const { manifest, init } = wholeModel({ ...config.task, model: name });
    return encodeFrame('weights', { manifest, values: init(5) });
  };

  it('is what the run begins with', () => {
    const pretrained = model('logistic-regression');
    expect(prepareRun(loaded, config, simulation, { pretrained }).first).toBe(pretrained);
  });

  it('must be of the same kind, and there for adapters', async () => {
    const pretrained = model('mlp-2nn');
    expect(() => prepareRun(loaded, config, simulation, { pretrained })).toThrow(
      'The pretrained model is no "logistic-regression" for this data.',
    );
    const adapter = { rank: 1, alpha: 1, targets: ['dense'], base: await digestOf(pretrained) };
    const adapting = { ...config, task: { ...config.task, adapter } };
    expect(() => prepareRun(loaded, adapting, simulation)).toThrow('Adapters need the model');
  });
});

describe('what makes no sense', () => {
  const world = {
    clients: undefined,
    heldOut: undefined,
    evaluation: { every: 1, on: 'test' },
  } as const;
  const config = configOf(smallSimulation());
  const dividedBy = (partitioner: string) => ({
    ...config,
    partition: { ...config.partition, partitioner, params: { numPartitions: 2 } },
  });
  const iid = dividedBy('IidPartitioner');

  it('is to divide columns, for who has a column has no whole example', () => {
    const row = { ...examples, featureShape: [784] };
    expect(() =>
      prepareRun({ ...loaded, train: row }, dividedBy('VerticalEvenPartitioner'), world),
    ).toThrow('"VerticalEvenPartitioner" divides columns');
  });

  it('is more clients than partitions', () => {
    expect(() => prepareRun(loaded, iid, { ...world, clients: 3 })).toThrow(
      'too few for 3 clients',
    );
  });

  it('is to keep back the last of each class where there are none', () => {
    const numbers = { ...examples, labels: new Float32Array(200) };
    const heldOut = { share: 0.5, by: 'last-of-class' } as const;
    expect(() => prepareRun({ ...loaded, train: numbers }, iid, { ...world, heldOut })).toThrow(
      'are of no class',
    );
  });
});
