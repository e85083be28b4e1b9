import type { Column, Dataset, Examples, FileSource } from '../dataset.ts';
import { gzippedFile } from '../formats/gzipped-file.ts';
import { readTable, type TableSchema } from '../formats/read-table.ts';

const SIDE = 8;
/** Pixels of the original 32 × 32 bitmap in each block. */
const MOST_INK = 16;

const classNames = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

const columns = Array.from(
  { length: SIDE * SIDE },
  (_, at): Column => ({
    name: `row ${1 + Math.floor(at / SIDE)}, column ${1 + (at % SIDE)}`,
    kind: 'number',
    range: [0, MOST_INK],
  }),
);

const schema: TableSchema = {
  columns,
  header: [...columns.map(({ name }) => name), 'digit'],
  target: { column: 'digit', classes: classNames.map((name) => [name]) },
};

const load =
  (file: string) =>
  async (source: FileSource): Promise<Examples> => {
    const table = readTable(await source(file), schema, file);
    return {
      ...table,
      featureShape: [SIDE, SIDE, 1],
      features: Float32Array.from(table.features, (ink) => ink / MOST_INK),
    };
  };

const file = (name: string, plain: string, gzipped: string) =>
  gzippedFile(name, {
    folder: 'tabular-optdigits',
    plain,
    gzipped,
    mirrors: [`https://archive.ics.uci.edu/ml/machine-learning-databases/optdigits/${name}`],
  });

/**
 * Optical recognition of handwritten digits (Alpaydin & Kaynak 1998): 3,823 + 1,797 digits of 30 and
 * 13 other people. The 64 columns are an 8 × 8 picture, whose ink of 0 to 16 becomes 0 to 1 here.
 */
export const optdigits: Dataset = {
  name: 'optdigits',
  title: 'Coarse handwritten digits',
  description: 'Very small pictures of the digits 0 to 9, written by hand by 43 people.',
  licence: 'CC BY 4.0',
  size: { train: 3_823, test: 1_797 },
  homepage: 'https://archive.ics.uci.edu/dataset/80/optical+recognition+of+handwritten+digits',
  featureShape: [SIDE, SIDE, 1],
  numClasses: classNames.length,
  classNames,
  files: [
    file(
      'optdigits.tra',
      'e1b683cc211604fe8fd8c4417e6a69f31380e0c61d4af22e93cc21e9257ffedd',
      '8a8d95daa5a2d60207e90b3c72f6ca8c5c3b9b350c059f5bdaeb63b01e3f1ed1',
    ),
    file(
      'optdigits.tes',
      '6ebb3d2fee246a4e99363262ddf8a00a3c41bee6014c373ed9d9216ba7f651b8',
      '34af3b9b1a8afa599fef9fa56f4d7d4933c3e969bdf02f3fa698213eb8c8adec',
    ),
  ],
  loadTrain: load('optdigits.tra.gz'),
  loadTest: load('optdigits.tes.gz'),
};
