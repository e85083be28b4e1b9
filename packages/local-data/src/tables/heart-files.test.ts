import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { datasets, joinExamples } from '@tributary/model-zoo';
import { openDataset } from '@tributary/model-zoo/node';
import { describe, expect, it } from 'vitest';
import { fileOf } from '../testing/file-of.ts';
import { heartSchema } from '../testing/heart-schema.ts';
import { checkTable } from './check-table.ts';
import { guessHeader } from './guess-header.ts';
import { mapColumns } from './map-columns.ts';
import { columnNames, openTable } from './open-table.ts';

const dataDir =
  process.env.TRIBUTARY_DATA_DIR ||
  fileURLToPath(new URL('../../../../../shared/data', import.meta.url));

const hospitals = datasets.get('heart-disease').files.map(({ name }) => name);

describe.skipIf(!existsSync(dataDir))('the files of four hospitals', () => {
  it('are read as they are, without a header, by position', async () => {
    const { dataset, source } = await openDataset('heart-disease', { dataDir, offline: true });
    const checked = await Promise.all(
      hospitals.map(async (name) => {
        const table = await openTable(
          fileOf(name, await source(name)),
          guessHeader(columnNames(heartSchema)),
        );
        expect(table).toMatchObject({ delimiter: ',', hasHeader: false });
        return checkTable(table, mapColumns(table, heartSchema), heartSchema);
      }),
    );
    const reports = checked.map(({ report }) => report);
    expect(reports.map(({ numExamples }) => numExamples)).toEqual([303, 294, 123, 200]);
    expect(reports.map(({ errors }) => errors.total)).toEqual([0, 0, 0, 0]);
    expect(reports.flatMap(({ classes }) => classes.map(({ count }) => count))).toEqual([
      164, 139, 188, 106, 8, 115, 51, 149,
    ]);
    expect(
      reports.map(({ missing }) => missing.reduce((sum, { count }) => sum + count, 0)),
    ).toEqual([6, 782, 273, 698]);
    // The same numbers as the zoo's own reader has, which divides them in halves.
    const [train, test] = [await dataset.loadTrain(source), await dataset.loadTest(source)];
    const sum = (values: Iterable<number>) =>
      [...values].reduce((total, value) => total + (Number.isNaN(value) ? 0 : value), 0);
    const { features } = joinExamples(checked.map(({ examples }) => examples));
    expect(sum(features)).toBeCloseTo(sum(train.features) + sum(test.features), 3);
  });
});
