import type { TensorInfo } from '@tensorflow/tfjs-core';
import { type Examples, inputSize, type Tensor, type Tf } from '@tributary/model-zoo';
import { installedWasmKernels } from './kernels/wasm/register-wasm-kernels.ts';
import { addressOf, wasmBackend } from './kernels/wasm/wasm-heap.ts';

/**
 * Some examples on the device, ready for one forward and backward pass. A type and not an interface,
 * so that a tidy can return it.
 */
export type BatchTensors = {
  /** [size, ...featureShape]; bytes have become value / 255, token indices are int32. */
  readonly inputs: Tensor;
  /**
   * One for each row of logits: [size], or [size · positions] when each position has one. int32 are
   * classes, floats are numbers to be predicted.
   */
  readonly labels: Tensor;
};

/** What each byte stands for: a look-up costs less than a division. */
const UNIT = Float32Array.from({ length: 256 }, (_, byte) => byte / 255);

/** How many labels one example has: one, or one for each of its positions. */
export const labelsPerExample = ({ labels, numExamples }: Examples): number =>
  numExamples === 0 ? 1 : labels.length / numExamples;

const copyFeatures = (
  row: Float32Array | Int32Array,
  features: Examples['features'],
  start: number,
): void => {
  if (features instanceof Uint8Array) {
    for (let i = 0; i < row.length; i++) row[i] = UNIT[features[start + i] as number] as number;
  } else {
    row.set(features.subarray(start, start + row.length));
  }
};

/** A batch's numbers on the host. */
export interface HostBatch {
  /** [size · width of an example]; int32 for token indices. */
  readonly inputs: Float32Array | Int32Array;
  /** [size · labels of an example] */
  readonly labels: Int32Array | Float32Array;
  readonly spreadBytes?: BatchPlace['spreadBytes'];
}

/** Where on a heap a batch is to lie; addresses are in bytes. */
export interface BatchPlace {
  readonly buffer: ArrayBuffer;
  readonly inputs: number;
  readonly labels: number;
  /** Makes floats of bytes, as the kernel module's `spreadBytes` does. */
  readonly spreadBytes: (address: number, count: number) => void;
}

/** Memory of the right type for a batch: of its own, or in a place that is given. */
export const hostBatch = (examples: Examples, size: number, place?: BatchPlace): HostBatch => {
  const inputs = size * inputSize(examples);
  const labels = size * labelsPerExample(examples);
  const Inputs = examples.features instanceof Int32Array ? Int32Array : Float32Array;
  const Labels = examples.labels instanceof Int32Array ? Int32Array : Float32Array;
  return place
    ? {
        inputs: new Inputs(place.buffer, place.inputs, inputs),
        labels: new Labels(place.buffer, place.labels, labels),
        spreadBytes: place.spreadBytes,
      }
    : { inputs: new Inputs(inputs), labels: new Labels(labels) };
};

/** The labels of the chosen examples, one for each row of logits. */
export const labelsOf = (examples: Examples, indices: Int32Array): Examples['labels'] => {
  const Labels = examples.labels instanceof Int32Array ? Int32Array : Float32Array;
  const labels = new Labels(indices.length * labelsPerExample(examples));
  copyLabels(examples, indices, labels);
  return labels;
};

const copyLabels = (examples: Examples, indices: Int32Array, to: Examples['labels']): void => {
  const perExample = labelsPerExample(examples);
  for (let i = 0; i < to.length; i++) {
    const example = indices[Math.floor(i / perExample)] as number;
    to[i] = examples.labels[example * perExample + (i % perExample)] as number;
  }
};

/**
 * Copies the chosen examples into a batch. Rows are gathered on the host and not on the device: the
 * data stays as small as it came (a byte a pixel), and each batch costs one upload and no kernels.
 */
export const gatherBatch = (
  examples: Examples,
  indices: Int32Array,
  { inputs, labels, spreadBytes }: HostBatch,
): void => {
  const width = inputSize(examples);
  const { features } = examples;
  copyLabels(examples, indices, labels);
  if (spreadBytes && features instanceof Uint8Array) {
    const bytes = new Uint8Array(
      inputs.buffer,
      inputs.byteOffset + 3 * inputs.length,
      inputs.length,
    );
    indices.forEach((example, row) => {
      bytes.set(features.subarray(example * width, (example + 1) * width), row * width);
    });
    spreadBytes(inputs.byteOffset, inputs.length);
    return;
  }
  indices.forEach((example, row) => {
    const values = inputs.subarray(row * width, (row + 1) * width);
    copyFeatures(values, features, example * width);
  });
};

/** What numbers are on the device; bytes have become floats. */
const dtypeOf = (values: Examples['features'] | Examples['labels']): 'int32' | 'float32' =>
  values instanceof Int32Array ? 'int32' : 'float32';

/** The chosen examples as new tensors; call it inside a tidy. */
export const uploadBatch = (tf: Tf, examples: Examples, indices: Int32Array): BatchTensors => {
  const size = indices.length;
  const kernels = tf.getBackend() === 'wasm' ? installedWasmKernels() : undefined;
  if (kernels)
    return uploadToHeap(tf, { examples, indices, spreadBytes: kernels.module.run.spreadBytes });
  const batch = hostBatch(examples, size);
  gatherBatch(examples, indices, batch);
  return {
    inputs: tf.tensor(batch.inputs, [size, ...examples.featureShape], dtypeOf(batch.inputs)),
    labels: tf.tensor1d(batch.labels, dtypeOf(batch.labels)),
  };
};

/** On wasm a tensor's memory is at hand: the batch is written where it is read. */
const uploadToHeap = (
  tf: Tf,
  {
    examples,
    indices,
    spreadBytes,
  }: Pick<BatchPlace, 'spreadBytes'> & {
    readonly examples: Examples;
    readonly indices: Int32Array;
  },
): BatchTensors => {
  const backend = wasmBackend(tf);
  const size = indices.length;
  const inputs = backend.makeOutput([size, ...examples.featureShape], dtypeOf(examples.features));
  const labels = backend.makeOutput([size * labelsPerExample(examples)], dtypeOf(examples.labels));
  const place = {
    // Asked for last: making outputs may grow the heap.
    buffer: backend.wasm.asm.memory.buffer,
    inputs: addressOf(backend, inputs),
    labels: addressOf(backend, labels),
    spreadBytes,
  };
  gatherBatch(examples, indices, hostBatch(examples, size, place));
  const own = (info: TensorInfo) => tf.engine().makeTensorFromTensorInfo(info) as Tensor;
  return { inputs: own(inputs), labels: own(labels) };
};
