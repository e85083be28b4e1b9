import type { CategoryColumn, Column, Dataset, FileSource } from '../dataset.ts';
import { gzippedFile } from '../formats/gzipped-file.ts';
import { halvesOf, holdOut } from '../formats/hold-out.ts';
import { describeColumns, readTable, type TableSchema } from '../formats/read-table.ts';

const proximity: CategoryColumn = {
  name: 'ocean_proximity',
  kind: 'category',
  categories: ['<1H OCEAN', 'INLAND', 'NEAR OCEAN', 'NEAR BAY', 'ISLAND'],
};

/** As published; `median_income` is in 10,000 dollars a year. */
const columns: readonly Column[] = [
  { name: 'longitude', kind: 'number', range: [-125, -114] },
  { name: 'latitude', kind: 'number', range: [32, 42] },
  { name: 'housing_median_age', kind: 'number', range: [0, 52] },
  { name: 'total_rooms', kind: 'number', range: [0, 40_000] },
  { name: 'total_bedrooms', kind: 'number', range: [0, 7_000] },
  { name: 'population', kind: 'number', range: [0, 40_000] },
  { name: 'households', kind: 'number', range: [0, 7_000] },
  { name: 'median_income', kind: 'number', range: [0, 16] },
  proximity,
];

const schema: TableSchema = {
  columns,
  missing: [''],
  strict: true,
  target: { column: 'median_house_value', unit: 100_000 },
  naturalKey: proximity.name,
};

const FILE = 'housing.csv';
/** Fixed, so that every machine has the same halves. */
const SEED = 4;

/**
 * California housing (Pace & Barry 1997) in Géron's edition: 20,640 districts of the census of 1990,
 * 207 of them without their bedrooms. The value to be predicted is in 100,000 dollars, as
 * scikit-learn has it: squared errors of single dollars would be too large to learn from. Natural
 * ids are the places by the ocean, from 1, and a feature as well; a fifth of each is drawn for the
 * test half.
 */
export const californiaHousing: Dataset = {
  ...describeColumns(columns),
  table: schema,
  name: 'california-housing',
  title: 'House prices in California',
  description: 'Districts of California in 1990, and what a house there was worth.',
  licence: 'none stated; for tests only',
  size: { train: 16_512, test: 4_128 },
  homepage: 'https://github.com/ageron/handson-ml2/tree/master/datasets/housing',
  missing: true,
  target: 'number',
  numClasses: 1,
  classNames: ['median house value in 100,000 dollars'],
  naturalUnit: 'place by the ocean',
  naturalNames: ['not stated', ...proximity.categories],
  files: [
    gzippedFile(FILE, {
      folder: 'regression-california-housing',
      plain: '8a3727f4cf54ac1a327f69b1d5b4db54c5834ea81c6e4efc0d163300022a685e',
      gzipped: '172bf1252dec04c4e3179b95aa7ef7626adeb0a4ef3addd40b9c2510dfbd7585',
    }),
  ],
  ...halvesOf(
    async (source: FileSource) => readTable(await source(`${FILE}.gz`), schema, `${FILE}.gz`),
    ({ numExamples, naturalIds = new Int32Array(numExamples) }) =>
      holdOut(naturalIds, { testFraction: 0.2, seed: SEED }),
  ),
};
