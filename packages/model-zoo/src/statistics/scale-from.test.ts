import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { aggregateUpdates, createWeightedMean, denseDelta } from '@tributary/fedavg';
import { describe, expect, it } from 'vitest';
import type { Column } from '../dataset.ts';
import { buildModel } from '../model.ts';
import { columnStatistics } from '../models/column-statistics.ts';
import { openDataset } from '../node/data-source.ts';
import { naturalIdPartitioner } from '../partitioners/natural-id-partitioner.ts';
import { describePreprocessed, preprocess } from '../preprocess.ts';
import { selectExamples } from '../select-examples.ts';
import { scaleFrom } from './scale-from.ts';
import { standardiseFrom } from './standardise-from.ts';

const dataDir =
  process.env.TRIBUTARY_DATA_DIR ||
  fileURLToPath(new URL('../../../../../shared/data', import.meta.url));

describe.skipIf(!existsSync(dataDir))('four hospitals', () => {
  it('learn together what one table of all their patients would say', async () => {
    const { dataset, source } = await openDataset('heart-disease', { dataDir, offline: true });
    const columns = dataset.columns as readonly Column[];
    const scaling = scaleFrom(columns);
    const all = await dataset.loadTrain(source);
    const hospitals = naturalIdPartitioner
      .partition(all, naturalIdPartitioner.params.parse({}), 1)
      .map((rows) => preprocess(selectExamples(all, rows), dataset, [scaling]));
    expect(hospitals).toHaveLength(4);

    const { manifest, solve } = buildModel(
      columnStatistics,
      describePreprocessed(dataset, [scaling]),
    );
    const updates = hospitals.map((examples) => ({
      delta: denseDelta(solve?.(examples) as Float32Array),
      numExamples: examples.numExamples,
    }));
    const values = aggregateUpdates(createWeightedMean('num-examples'), updates);
    const step = standardiseFrom({ manifest, values });
    const { means, deviations } = step.params as { means: number[]; deviations: number[] };

    for (const [index, column] of columns.entries()) {
      if (column.kind === 'category') {
        expect([means[index], deviations[index]]).toEqual([0, 0]);
        continue;
      }
      const [low, high] = column.range;
      const values = [...all.features]
        .filter((value, at) => at % columns.length === index && !Number.isNaN(value))
        .map((value) => Math.min(1, Math.max(0, (value - low) / (high - low))));
      const mean = values.reduce((total, value) => total + value, 0) / values.length;
      const square = values.reduce((total, value) => total + (value - mean) ** 2, 0);
      expect(Math.abs((means[index] as number) - mean)).toBeLessThan(1e-5);
      const deviation = Math.sqrt(square / values.length);
      expect(Math.abs((deviations[index] as number) - deviation)).toBeLessThan(1e-5);
    }

    const oneHot = { name: 'one-hot', params: {} };
    const ready = preprocess(all, dataset, [scaling, step, oneHot]);
    expect(ready.features.every(Number.isFinite)).toBe(true);
    expect(describePreprocessed(dataset, [scaling, step, oneHot])).toEqual({
      featureShape: ready.featureShape,
      numClasses: 2,
    });
  });
});
