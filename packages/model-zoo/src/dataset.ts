import type { TableSchema } from './formats/read-table.ts';
import type { ModelInput } from './model-input.ts';

/** Labelled examples as they lie in memory: row-major features and what is to be learnt of each. */
export interface Examples {
  readonly numExamples: number;
  /** The shape of one example, e.g. [28, 28, 1]. */
  readonly featureShape: readonly number[];
  /**
   * [numExamples, ...featureShape]; bytes stand for value / 255, floats for themselves, int32 are
   * token indices or the code points of text.
   */
  readonly features: Uint8Array | Float32Array | Int32Array;
  /**
   * [numExamples], class indices in [0, numClasses); or one for each position, example by example. As
   * floats they are numbers to be predicted.
   */
  readonly labels: Int32Array | Float32Array;
  /** [numExamples], who made each example (a writer, a hospital), when the data set knows. */
  readonly naturalIds?: Int32Array;
}

/**
 * Fetches one of a data set's files by name, wherever it lies; unpacked if it was compressed.
 * Rejects with a `DatasetError` of code `file-missing` when there is no such file.
 */
export type FileSource = (fileName: string) => Promise<Uint8Array>;

/** A file that a data set is made of. */
export interface DatasetFile {
  /** e.g. `train-images-idx3-ubyte.gz` */
  readonly name: string;
  /** Lower-case hex SHA-256 of the file as published (compressed). */
  readonly sha256: string;
  /** Where it is published; tried in order. */
  readonly mirrors: readonly string[];
  /** A file that the data set can do without (it then lacks its natural ids, say). */
  readonly optional?: boolean;
  /** The folder of a data directory that usually holds it, when that is not named for the data set. */
  readonly folder?: string;
  /** The same file unpacked, which will do as well. */
  readonly unpacked?: Pick<DatasetFile, 'name' | 'sha256' | 'mirrors'>;
}

/** What the data is, without the data: enough to build a model for it and to explain it to a person. */
export interface Dataset extends ModelInput {
  readonly name: string;
  readonly title: string;
  /** One or two sentences for the person who lends a device. */
  readonly description: string;
  readonly licence: string;
  /** How many examples each half has, as `loadTrain` and `loadTest` give them. */
  readonly size: { readonly train: number; readonly test: number };
  /** Where people can read about it. */
  readonly homepage?: string;
  /** In the order of their indices; for a number to be predicted, its name and unit. */
  readonly classNames: readonly string[];
  /** The columns of a table's rows, in the order of the features. */
  readonly columns?: readonly Column[];
  /** How its tables are read, where a table of somebody's own can be read the same way. */
  readonly table?: TableSchema;
  /** What one natural id stands for, e.g. "writer"; absent when the data set never has natural ids. */
  readonly naturalUnit?: string;
  /** What the natural ids are called, by id, when there are but a few of them. */
  readonly naturalNames?: readonly string[];
  /** Empty when the data is made on the spot. */
  readonly files: readonly DatasetFile[];
  loadTrain(source: FileSource): Promise<Examples>;
  loadTest(source: FileSource): Promise<Examples>;
}

/** One column of a table, as clients must bring it. */
export type Column = NumberColumn | CategoryColumn;

export interface NumberColumn {
  readonly name: string;
  readonly kind: 'number';
  /** The smallest and largest value that is to be expected, in the column's unit. */
  readonly range: readonly [number, number];
  /** Whether a client's own table may lack it here and there. */
  readonly mayBeMissing?: boolean | undefined;
}

export interface CategoryColumn {
  readonly name: string;
  readonly kind: 'category';
  /** Index 0 of a feature is a missing or unknown one; these count from 1. */
  readonly categories: readonly string[];
  readonly mayBeMissing?: boolean | undefined;
}

/** A table of SHA-256 sums by file name, as files that every one of the mirrors publishes. */
export const filesAt = (
  mirrors: readonly string[],
  sums: Readonly<Record<string, string>>,
): DatasetFile[] =>
  Object.entries(sums).map(([name, sha256]) => ({
    name,
    sha256,
    mirrors: mirrors.map((mirror) => mirror + name),
  }));
