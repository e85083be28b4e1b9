import { type Dataset, type DatasetFile, filesAt } from '../dataset.ts';
import { loadIdxExamples } from '../idx-examples.ts';

const shape = { featureShape: [28, 28, 1], numClasses: 10 } as const;

const images = filesAt(
  [
    'https://storage.googleapis.com/cvdf-datasets/mnist/',
    'https://ossci-datasets.s3.amazonaws.com/mnist/',
  ],
  {
    'train-images-idx3-ubyte.gz':
      '440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609',
    'train-labels-idx1-ubyte.gz':
      '3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c',
    't10k-images-idx3-ubyte.gz': '8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6',
    't10k-labels-idx1-ubyte.gz': 'f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6',
  },
);

/** QMNIST (Yadav & Bottou 2019) traced every MNIST digit to its writer in NIST's database. */
const writers = filesAt(['https://github.com/facebookresearch/qmnist/raw/master/'], {
  'qmnist-train-labels-idx2-int.gz':
    '2c05dc77f6b916b38e455e97ab129a42a444f3dbef09b278a366f82904e0dd9f',
  'qmnist-test-labels-idx2-int.gz':
    '9fbcbe594c3766fdf4f0b15c5165dc0d1e57ac604e01422608bb72c906030d06',
}).map((file): DatasetFile => ({ ...file, optional: true, folder: 'qmnist-writers' }));

/** The column of QMNIST's extended labels that names the writer. */
const WRITER_COLUMN = 2;

/**
 * MNIST (LeCun, Cortes & Burges): 60,000 + 10,000 handwritten digits. Natural ids are the writers,
 * 539 in the training half and 297 in the test half, when QMNIST's extended labels are at hand.
 */
export const mnist: Dataset = {
  ...shape,
  name: 'mnist',
  title: 'MNIST handwritten digits',
  description: 'Small grey images of the digits 0 to 9, written by hand by several hundred people.',
  licence: 'CC BY-SA 3.0',
  size: { train: 60_000, test: 10_000 },
  classNames: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
  naturalUnit: 'writer',
  files: [...images, ...writers],
  loadTrain: (source) =>
    loadIdxExamples(source, {
      ...shape,
      images: 'train-images-idx3-ubyte.gz',
      labels: 'train-labels-idx1-ubyte.gz',
      naturalIds: { file: 'qmnist-train-labels-idx2-int.gz', column: WRITER_COLUMN },
    }),
  // QMNIST's test table is longer; its first 10,000 rows describe MNIST's test images.
  loadTest: (source) =>
    loadIdxExamples(source, {
      ...shape,
      images: 't10k-images-idx3-ubyte.gz',
      labels: 't10k-labels-idx1-ubyte.gz',
      naturalIds: { file: 'qmnist-test-labels-idx2-int.gz', column: WRITER_COLUMN },
    }),
};
