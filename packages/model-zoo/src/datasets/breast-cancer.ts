import type { Column, Dataset, FileSource } from '../dataset.ts';
import { gzippedFile } from '../formats/gzipped-file.ts';
import { halvesOf, holdOut } from '../formats/hold-out.ts';
import { describeColumns, readTable, type TableSchema } from '../formats/read-table.ts';

/** Of each measure the largest mean, standard error and worst value to be expected. */
const measures: readonly (readonly [string, number, number, number])[] = [
  ['radius', 40, 4, 50],
  ['texture', 50, 6, 60],
  ['perimeter', 250, 30, 350],
  ['area', 3_500, 700, 6_000],
  ['smoothness', 0.25, 0.05, 0.3],
  ['compactness', 0.5, 0.2, 1.5],
  ['concavity', 0.6, 0.5, 1.6],
  ['concave points', 0.3, 0.1, 0.4],
  ['symmetry', 0.4, 0.1, 0.8],
  ['fractal dimension', 0.15, 0.05, 0.3],
];

const statistics = ['mean', 'standard error', 'worst'] as const;

/** In the file's order: all means, all standard errors, all worst values. */
const columns: readonly Column[] = statistics.flatMap((statistic, at) =>
  measures.map(
    ([measure, ...largest]): Column => ({
      name: `${measure} (${statistic})`,
      kind: 'number',
      range: [0, largest[at] as number],
    }),
  ),
);

const schema: TableSchema = {
  columns,
  header: ['id', 'diagnosis', ...columns.map(({ name }) => name)],
  target: { column: 'diagnosis', classes: [['B'], ['M']] },
};

const FILE = 'wdbc.data';
/** Fixed, so that every machine has the same halves. */
const SEED = 4;

/**
 * Breast Cancer Wisconsin, diagnostic (Wolberg, Mangasarian, Street & Street 1993): 569 images of
 * cells, 357 benign and 212 malignant, 30 numbers each. It has no test half of its own; a fifth of
 * each class is drawn for it.
 */
export const breastCancer: Dataset = {
  name: 'breast-cancer',
  title: 'Breast cancer (Wisconsin)',
  description: 'Measurements of cell nuclei in tissue samples, benign or malignant.',
  licence: 'CC BY 4.0',
  size: { train: 456, test: 113 },
  homepage: 'https://archive.ics.uci.edu/dataset/17/breast+cancer+wisconsin+diagnostic',
  ...describeColumns(columns),
  table: schema,
  numClasses: 2,
  classNames: ['benign', 'malignant'],
  files: [
    gzippedFile(FILE, {
      folder: 'tabular-wdbc',
      plain: 'd606af411f3e5be8a317a5a8b652b425aaf0ff38ca683d5327ffff94c3695f4a',
      gzipped: '2c5ba985a0a4a45dd98834594720ece1362c436c78f1fa57b23a5499db66a420',
      mirrors: [
        `https://archive.ics.uci.edu/ml/machine-learning-databases/breast-cancer-wisconsin/${FILE}`,
      ],
    }),
  ],
  ...halvesOf(
    async (source: FileSource) => readTable(await source(`${FILE}.gz`), schema, `${FILE}.gz`),
    ({ labels }) => holdOut(Int32Array.from(labels), { testFraction: 0.2, seed: SEED }),
  ),
};
