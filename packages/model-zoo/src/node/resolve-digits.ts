import { DatasetError } from '../dataset-error.ts';
import {
  type DatasetOrigin,
  type OpenDatasetOptions,
  type OpenedDataset,
  openDataset,
} from './data-source.ts';

export interface ResolvedDigits {
  /** The data set to use. */
  readonly name: 'mnist' | 'synthetic-digits';
  /** The task that goes with it. */
  readonly task: 'digits' | 'synthetic-digits';
  readonly opened: OpenedDataset;
  /** One plain sentence for the person who started the run: what is used, and why. */
  readonly sentence: string;
}

/**
 * The digits to learn on this machine: MNIST if it can be had, else digits drawn on the spot, so
 * that the main job always runs.
 * @throws {DatasetError} `data-dir-missing` or `checksum-mismatch`: what the person asked for is
 * wrong, and falling back would hide that.
 */
export const resolveDigits = async (options: OpenDatasetOptions = {}): Promise<ResolvedDigits> => {
  try {
    const opened = await openDataset('mnist', options);
    const writers = opened.hasNaturalIds ? '' : ', without its writers, whose file is missing';
    const sentence = `Using MNIST ${whence[opened.origin]}${writers}.`;
    return { name: 'mnist', task: 'digits', opened, sentence };
  } catch (error) {
    if (!(error instanceof DatasetError) || error.code !== 'unavailable') throw error;
    return {
      name: 'synthetic-digits',
      task: 'synthetic-digits',
      opened: await openDataset('synthetic-digits', options),
      sentence: `Using synthetic digits drawn by this program, because MNIST cannot be had: ${error.message}`,
    };
  }
};

const whence: Readonly<Record<DatasetOrigin, string>> = {
  'data-dir': 'from the data directory',
  cache: 'from the local cache',
  download: 'as downloaded just now',
  generated: 'as made on this machine',
};
