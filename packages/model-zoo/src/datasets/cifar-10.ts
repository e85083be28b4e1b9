import type { Dataset, FileSource } from '../dataset.ts';
import { gzippedFile } from '../formats/gzipped-file.ts';
import { readCifar } from '../formats/read-cifar.ts';

const classNames = [
  'aeroplane',
  'car',
  'bird',
  'cat',
  'deer',
  'dog',
  'frog',
  'horse',
  'ship',
  'lorry',
];

const load = (file: string) => async (source: FileSource) =>
  readCifar(await source(file), classNames.length, file);

/**
 * Part of CIFAR-10 (Krizhevsky 2009), in its binary version: the first of five training batches,
 * 10,000 pictures, and the first 1,000 of the 10,000 test pictures.
 */
export const cifar10: Dataset = {
  name: 'cifar-10',
  title: 'CIFAR-10 photographs (first batch)',
  description: 'Small colour photographs of animals and vehicles of ten kinds.',
  licence: 'none stated; for tests only',
  size: { train: 10_000, test: 1_000 },
  homepage: 'https://www.cs.toronto.edu/~kriz/cifar.html',
  featureShape: [32, 32, 3],
  numClasses: classNames.length,
  classNames,
  files: [
    gzippedFile('data_batch_1.bin', {
      folder: 'cifar10',
      plain: 'cee916563c9f80d84e3cc88e17fdc0941787f1244f00a67874d45b261883ada5',
      gzipped: '6fcee3c4b6ea120cf82b263e2e9fe932e7edf7daf530e8b8ed62c178f70910c6',
    }),
    gzippedFile('test_batch_first1000.bin', {
      folder: 'cifar10',
      plain: '8314c96d7cd65618193bab23acdd5d4c4af15bf6dd00a1781d55beedf3be1ef5',
      gzipped: '3d5e72c2623a79c57b916d8669b4cba52fa2984d04cb8cd7d256902adc743432',
    }),
  ],
  loadTrain: load('data_batch_1.bin.gz'),
  loadTest: load('test_batch_first1000.bin.gz'),
};
