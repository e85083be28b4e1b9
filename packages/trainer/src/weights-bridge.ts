import { splitWeights, type WeightManifest } from '@tributary/fedavg';
import type { Tensor, Tf } from '@tributary/model-zoo';
import { readHeap } from './kernels/wasm/heap-numbers.ts';

/**
 * Makes tensors of a flat vector, one per manifest entry and in its order. The caller disposes them.
 * @throws {RangeError} when the vector's length is not what the manifest says.
 */
export const toTensors = (tf: Tf, manifest: WeightManifest, values: Float32Array): Tensor[] =>
  splitWeights({ manifest, values }).map((entry) =>
    // A copy, because the cpu backend would otherwise keep the caller's memory as its own.
    tf.tensor(entry.values.slice(), [...entry.shape], 'float32'),
  );

/**
 * Reads tensors back as one flat vector in their order. They are joined on the device, so that a
 * GPU answers once instead of once per tensor.
 */
export const toFlatWeights = async (tf: Tf, tensors: readonly Tensor[]): Promise<Float32Array> => {
  if (tf.getBackend() === 'wasm') return readHeap(tf, tensors);
  const joined = tf.tidy(() => tf.concat(tensors.map((tensor) => tf.reshape(tensor, [-1]))));
  try {
    // A copy, because what some backends return is still their own memory.
    return new Float32Array(await joined.data<'float32'>());
  } finally {
    joined.dispose();
  }
};
