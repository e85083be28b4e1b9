import type { NamedAttrMap, Tensor } from '@tensorflow/tfjs-core';
import type { Tf } from '@tributary/model-zoo';

/** Calls a kernel with one output by its own name, for what tfjs offers by narrower operations only. */
export const runKernel = (
  tf: Tf,
  kernel: string,
  inputs: Record<string, Tensor>,
  attributes: NamedAttrMap,
): Tensor => tf.engine().runKernel<Tensor>(kernel, inputs, attributes);
