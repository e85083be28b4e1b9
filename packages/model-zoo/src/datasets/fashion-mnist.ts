import { type Dataset, filesAt } from '../dataset.ts';
import { loadIdxExamples } from '../idx-examples.ts';

const shape = { featureShape: [28, 28, 1], numClasses: 10 } as const;

/** Fashion-MNIST (Xiao, Rasul & Vollgraf 2017): MNIST's form, with clothes in place of digits. */
export const fashionMnist: Dataset = {
  ...shape,
  name: 'fashion-mnist',
  title: 'Fashion-MNIST clothes',
  description: 'Small grey images of ten kinds of clothes, shoes and bags from a shop.',
  licence: 'MIT',
  size: { train: 60_000, test: 10_000 },
  classNames: [
    'T-shirt',
    'Trousers',
    'Pullover',
    'Dress',
    'Coat',
    'Sandal',
    'Shirt',
    'Sneaker',
    'Bag',
    'Ankle boot',
  ],
  files: filesAt(
    [
      'http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/',
      'https://github.com/zalandoresearch/fashion-mnist/raw/master/data/fashion/',
    ],
    {
      'train-images-idx3-ubyte.gz':
        '3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84',
      'train-labels-idx1-ubyte.gz':
        'a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845',
      't10k-images-idx3-ubyte.gz':
        '346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073',
      't10k-labels-idx1-ubyte.gz':
        '67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5',
    },
  ),
  loadTrain: (source) =>
    loadIdxExamples(source, {
      ...shape,
      images: 'train-images-idx3-ubyte.gz',
      labels: 'train-labels-idx1-ubyte.gz',
    }),
  loadTest: (source) =>
    loadIdxExamples(source, {
      ...shape,
      images: 't10k-images-idx3-ubyte.gz',
      labels: 't10k-labels-idx1-ubyte.gz',
    }),
};
