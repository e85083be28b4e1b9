import type { Examples, FileSource } from './dataset.ts';
import { DatasetError } from './dataset-error.ts';
import { decodeIdx, encodeIdx, type IdxArray } from './idx.ts';
import type { ModelInput } from './model-input.ts';

/** Features and labels as two unpacked idx files, the form in which shards travel over HTTP. */
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
  readonly featureKind?: ModelInput['featureKind'];
  /** A table with a row per example, of which one column is the natural id; may be absent. */
  readonly naturalIds?: { readonly file: string; readonly column: number };
}

/**
 * Reads two idx files as examples; `featureShape` may add axes of length 1 to the file's own.
 * @throws {DatasetError} `bad-format` when they do not fit each other, the shape or the classes.
 */
export const examplesFromIdx = (pair: IdxPair, layout: IdxLayout): Examples => {
  const { shape, data: features } = decodeIdx(pair.images, layout.images);
  const marks = decodeIdx(pair.labels, layout.labels);
  const labels = marks.data instanceof Uint8Array ? Int32Array.from(marks.data) : marks.data;
  const [numExamples = 0, ...imageShape] = shape;
  if (numExamples !== marks.shape[0]) {
    throw new DatasetError(
      'bad-format',
      `${layout.images} holds ${numExamples} images, but ${layout.labels} ${marks.shape[0]} labels. Take both from the same data set.`,
    );
  }
  const isWhole = layout.featureKind === 'tokens' || layout.featureKind === 'text';
  if (
    withoutOnes(imageShape) !== withoutOnes(layout.featureShape) ||
    features instanceof Int32Array !== isWhole
  ) {
    throw new DatasetError(
      'bad-format',
      `${layout.images} holds ${features.constructor.name.toLowerCase()} of [${imageShape.join(', ')}], not ${isWhole ? 'integers' : 'bytes or floats'} of [${layout.featureShape.join(', ')}].`,
    );
  }
  const stray =
    labels instanceof Int32Array
      ? labels.findIndex((label) => label < 0 || label >= layout.numClasses)
      : -1;
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
    labels,
  };
};

/** The inverse of {@link examplesFromIdx}, without the natural ids. */
export const examplesToIdx = ({ numExamples, featureShape, features, labels }: Examples) => {
  const shape = [numExamples, ...featureShape.filter((length) => length !== 1)];
  return {
    images: encodeIdx({ shape, data: features }),
    labels: encodeIdx({
      shape:
        labels.length === numExamples ? [numExamples] : [numExamples, labels.length / numExamples],
      data:
        labels instanceof Int32Array && labels.every((label) => label < 256)
          ? Uint8Array.from(labels)
          : labels,
    }),
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
