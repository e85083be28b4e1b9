import type { Examples, FileSource } from './dataset.ts';
import { DatasetError } from './dataset-error.ts';
import { badFormat } from './formats/bad-format.ts';
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
 * @throws {DatasetError} `bad-format`, with the file, when they do not fit each other, the shape or the
 * classes; with the row where it is one that does not.
 */
export const examplesFromIdx = (pair: IdxPair, layout: IdxLayout): Examples => {
  const { shape, data: features } = decodeIdx(pair.images, layout.images);
  const marks = decodeIdx(pair.labels, layout.labels);
  const labels = marks.data instanceof Uint8Array ? Int32Array.from(marks.data) : marks.data;
  const [numExamples = 0, ...imageShape] = shape;
  const numLabels = marks.shape[0] as number;
  if (numExamples !== numLabels) {
    const file = numExamples < numLabels ? layout.images : layout.labels;
    throw new DatasetError(
      'bad-format',
      `${layout.images} holds ${numExamples} images, but ${layout.labels} ${numLabels} labels. Take both from the same data set.`,
      { place: { file, row: Math.min(numExamples, numLabels) + 1 } },
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
      { place: { file: layout.images } },
    );
  }
  assertLabels(labels, { ...layout, positions: labels.length / numExamples });
  return {
    numExamples,
    featureShape: layout.featureShape,
    features,
    labels,
  };
};

/** Classes that there are, and numbers to be predicted that are numbers. */
const assertLabels = (
  labels: Examples['labels'],
  { labels: file, numClasses, positions }: IdxLayout & { readonly positions: number },
): void => {
  const isClass = labels instanceof Int32Array;
  const stray = isClass
    ? labels.findIndex((label) => label < 0 || label >= numClasses)
    : labels.findIndex((label) => !Number.isFinite(label));
  if (stray < 0) return;
  throw badFormat(
    { file, row: Math.floor(stray / positions) + 1, column: 'label' },
    `found ${labels[stray]}, expected ${isClass ? `a class from 0 to ${numClasses - 1}` : 'a finite number'}`,
  );
};

/** The inverse of {@link examplesFromIdx}, without the natural ids. */
export const examplesToIdx = (examples: Examples) => ({
  images: featuresToIdx(examples),
  labels: labelsToIdx(examples),
});

/** The half of {@link examplesToIdx} that is called images, of whatever kind they are. */
export const featuresToIdx = ({ numExamples, featureShape, features }: Omit<Examples, 'labels'>) =>
  encodeIdx({
    shape: [numExamples, ...featureShape.filter((length) => length !== 1)],
    data: features,
  });

/** The other half of {@link examplesToIdx}. */
export const labelsToIdx = ({ numExamples, labels }: Pick<Examples, 'numExamples' | 'labels'>) =>
  encodeIdx({
    shape:
      labels.length === numExamples ? [numExamples] : [numExamples, labels.length / numExamples],
    data:
      labels instanceof Int32Array && labels.every((label) => label < 256)
        ? Uint8Array.from(labels)
        : labels,
  });

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
  const naturalIds = readColumn(decodeIdx(table, file), {
    ...{ file, column, count: examples.numExamples },
  });
  return { ...examples, naturalIds };
};

/** The first `count` values of a column; tables may describe more examples than there are. */
const readColumn = (
  { shape, data }: IdxArray,
  {
    file,
    column,
    count,
  }: { readonly file: string; readonly column: number; readonly count: number },
): Int32Array => {
  const [rows = 0, width = 0] = shape;
  if (shape.length !== 2 || rows < count || column >= width) {
    throw badFormat(
      {
        file,
        row: shape.length === 2 && rows < count ? rows + 1 : undefined,
        column: String(column),
      },
      `found a table of [${shape.join(', ')}], expected ${count} rows with a column ${column}`,
    );
  }
  return Int32Array.from({ length: count }, (_, row) => data[row * width + column] as number);
};

const withoutOnes = (shape: readonly number[]): string =>
  shape.filter((length) => length !== 1).join('×');
