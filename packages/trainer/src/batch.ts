import type { Examples, Tensor, Tf } from '@tributary/model-zoo';

/** Some examples, ready for one forward and backward pass. */
export interface Batch {
  readonly size: number;
  /** On the device: [size, ...featureShape]; bytes have become value / 255. */
  readonly inputs: Tensor;
  /** [size], class indices. */
  readonly labels: Int32Array;
}

/** What each byte stands for: a look-up costs less than a division. */
const UNIT = Float32Array.from({ length: 256 }, (_, byte) => byte / 255);

/** Copies one example's features into a row of floats. */
const copyFeatures = (row: Float32Array, features: Examples['features'], start: number): void => {
  if (features instanceof Float32Array) {
    row.set(features.subarray(start, start + row.length));
  } else {
    for (let i = 0; i < row.length; i++) row[i] = UNIT[features[start + i] as number] as number;
  }
};

/**
 * Uploads the chosen examples; call it inside a tidy. Rows are gathered here and not on the device:
 * the data stays as small as it came (a byte a pixel), and each batch costs one upload and no
 * kernels.
 */
export const uploadBatch = (tf: Tf, examples: Examples, indices: Int32Array): Batch => {
  const size = indices.length;
  const width = examples.featureShape.reduce((product, length) => product * length, 1);
  const rows = new Float32Array(size * width);
  indices.forEach((example, row) => {
    const values = rows.subarray(row * width, (row + 1) * width);
    copyFeatures(values, examples.features, example * width);
  });
  return {
    size,
    inputs: tf.tensor(rows, [size, ...examples.featureShape], 'float32'),
    labels: indices.map((example) => examples.labels[example] as number),
  };
};
