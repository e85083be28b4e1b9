import { buildStrategy } from '@tributary/fedavg';
import {
  buildModel,
  describeData,
  describePreprocessed,
  modelOf,
  partitioners,
} from '@tributary/model-zoo';
import { findConflicts } from '@tributary/rounds';
import { describe, expect, it } from 'vitest';
import { pretrainingRunsOf, runsOf, simulationSchema } from '../simulation-config.ts';
import { presets } from './registry.generated.ts';

describe.each(presets.entries)('the preset $name', (preset) => {
  const simulation = simulationSchema.parse(preset);
  const runs = [...pretrainingRunsOf(simulation), ...runsOf(simulation)];

  it('is the same after it was written to a file, as a start for others', () => {
    expect(simulationSchema.parse(JSON.parse(JSON.stringify(simulation)))).toEqual(simulation);
  });

  it('says what it shows, in sentences', () => {
    expect(preset.title).toMatch(/^\S.+\S$/);
    expect(preset.description).toMatch(/^[A-Z0-9].{30,}\.$/s);
  });

  it('has variants of different names, that differ', () => {
    const names = simulation.variants.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const changes = simulation.variants.map(({ name: _name, ...rest }) => JSON.stringify(rest));
    expect(new Set(changes).size).toBe(changes.length);
  });

  it.each(runs)('can run: $variant, seed $seed', ({ config }) => {
    const { task, partition, strategy } = config;
    const input = describePreprocessed(describeData(task.dataset), task.preprocessing);
    expect(buildModel(modelOf(task.model), input).manifest.length).toBeGreaterThan(0);
    const { params } = partitioners.get(partition.partitioner);
    expect(params.safeParse(partition.params)).toMatchObject({ success: true });
    expect(() => buildStrategy(strategy)).not.toThrow();
    expect(findConflicts(config)).toEqual([]);
  });

  it('measures a mark only where there is an accuracy', () => {
    const { target } = describeData(simulation.run.task.dataset);
    if (simulation.stopAt) expect(target ?? 'class').toBe('class');
  });
});
