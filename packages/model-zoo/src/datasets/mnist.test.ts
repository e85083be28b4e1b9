import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { decodeIdx } from '../idx.ts';
import { openDataset } from '../node/data-source.ts';
import { naturalIdPartitioner } from '../partitioners/natural-id-partitioner.ts';

const dataDir =
  process.env.TRIBUTARY_DATA_DIR ||
  fileURLToPath(new URL('../../../../../shared/data', import.meta.url));

describe.skipIf(!existsSync(dataDir))('MNIST by writer', () => {
  const open = () => openDataset('mnist', { dataDir, offline: true });

  it('has 539 writers in its training half and 297 in its test half', async () => {
    const { dataset, source, hasNaturalIds } = await open();
    expect(hasNaturalIds).toBe(true);
    const train = await dataset.loadTrain(source);
    const test = await dataset.loadTest(source);
    expect([train.numExamples, test.numExamples]).toEqual([60_000, 10_000]);
    const sizes = naturalIdPartitioner.partition(train, {}, 1).map(({ length }) => length);
    expect(sizes).toHaveLength(539);
    expect([Math.min(...sizes), Math.max(...sizes)]).toEqual([19, 131]);
    expect(naturalIdPartitioner.partition(test, {}, 1)).toHaveLength(297);
  });

  it.each(['train', 't10k'])('lines up with the rows of QMNIST (%s)', async (half) => {
    const { source } = await open();
    const labels = decodeIdx(await source(`${half}-labels-idx1-ubyte.gz`), 'labels').data;
    const extended = `qmnist-${half === 'train' ? 'train' : 'test'}-labels-idx2-int.gz`;
    const table = decodeIdx(await source(extended), 'table');
    const width = table.shape[1] as number;
    const classes = Array.from(labels, (_, row) => table.data[row * width]);
    expect(classes).toEqual([...labels]);
  });
});
