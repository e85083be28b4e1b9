import { expect, it } from 'vitest';
import { presets } from './presets/registry.generated.ts';
import { runsOf, simulationSchema } from './simulation-config.ts';

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
