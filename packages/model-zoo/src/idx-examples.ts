import type { Examples, FileSource } from './dataset.ts';
import { DatasetError } from './dataset-error.ts';
import { decodeIdx, encodeIdx, type IdxArray } from './idx.ts';

/** Images and labels as two unpacked idx files, the form in which shards travel over HTTP. */
export interface IdxPair {
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
}

/** Where a data set keeps one of its halves. */
export interface IdxLayout {
  readonly images: string;
  readonly labels: string;
  readonly featureShape: readonly number[];
  readonly numClasses: number;
  /** A table with a row per example, of which one column is the natural id; may be absent. */
  readonly naturalIds?: { readonly file: string; readonly column: number };
}

/**
 * Reads two idx files as examples; `featureShape` may add axes of length 1 to the file's own.
 * @throws {DatasetError} `bad-format` when they do not fit each other, the shape or the classes.
 */
export const examplesFromIdx = (pair: IdxPair, layout: IdxLayout): Examples => {
  const { shape, data: features } = decodeIdx(pair.images, layout.images);
  const labels = decodeIdx(pair.labels, layout.labels).data;
  const [numExamples = 0, ...imageShape] = shape;
  if (numExamples !== labels.length) {
    throw new DatasetError(
      'bad-format',
      `${layout.images} holds ${numExamples} images, but ${layout.labels} ${labels.length} labels. Take both from the same data set.`,
    );
  }
  if (withoutOnes(imageShape) !== withoutOnes(layout.featureShape) || !isBytes(features)) {
    throw new DatasetError(
      'bad-format',
      `${layout.images} holds images of [${imageShape.join(', ')}], not bytes of [${layout.featureShape.join(', ')}].`,
    );
  }
  const stray = labels.findIndex((label) => label < 0 || label >= layout.numClasses);
  if (stray >= 0) {
    throw new DatasetError(
      'bad-format',
      `${layout.labels} has label ${labels[stray]} at ${stray}; there are ${layout.numClasses} classes.`,
    );
  }
  return {
    numExamples,
    featureShape: layout.featureShape,
    features,
    labels: Int32Array.from(labels),
  };
};

/**
 * The inverse of {@link examplesFromIdx}, without the natural ids.
 * @throws {TypeError} when the features are not bytes.
 */
export const examplesToIdx = ({ numExamples, featureShape, features, labels }: Examples) => {
  if (!isBytes(features)) throw new TypeError('Only examples whose features are bytes fit idx.');
  const shape = [numExamples, ...featureShape.filter((length) => length !== 1)];
  return {
    images: encodeIdx({ shape, data: features }),
    labels: encodeIdx({ shape: [numExamples], data: Uint8Array.from(labels) }),
  };
};

/** Loads examples by their layout, with natural ids when the source has the file for them. */
export const loadIdxExamples = async (source: FileSource, layout: IdxLayout): Promise<Examples> => {
  const [images, labels] = await Promise.all([source(layout.images), source(layout.labels)]);
  const examples = examplesFromIdx({ images, labels }, layout);
  if (layout.naturalIds === undefined) return examples;
  const { file, column } = layout.naturalIds;
  const table = await source(file).catch((error: unknown) => {
    if (error instanceof DatasetError && error.code === 'file-missing') return undefined;
    throw error;
  });
  if (table === undefined) return examples;
  const naturalIds = readColumn(decodeIdx(table, file), column, examples.numExamples);
  if (naturalIds === undefined) {
    throw new DatasetError(
      'bad-format',
      `${file} has no column ${column} for ${examples.numExamples} examples.`,
    );
  }
  return { ...examples, naturalIds };
};

/** The first `count` values of a column; tables may describe more examples than there are. */
const readColumn = ({ shape, data }: IdxArray, column: number, count: number) => {
  const [rows = 0, width = 0] = shape;
  if (shape.length !== 2 || rows < count || column >= width) return undefined;
  return Int32Array.from({ length: count }, (_, row) => data[row * width + column] as number);
};

const withoutOnes = (shape: readonly number[]): string =>
  shape.filter((length) => length !== 1).join('×');

const isBytes = (data: ArrayBufferView): data is Uint8Array => data instanceof Uint8Array;
