import type { GradConfig, NamedAttrMap, Tensor } from '@tensorflow/tfjs-core';
import type { Tf } from '@tributary/model-zoo';

/** The gradient of one kernel with one output, in terms of operations that every backend has. */
export interface Gradient {
  readonly kernel: string;
  /** Names of the inputs that `back` is given, or `output` for the kernel's result. */
  readonly needs: readonly string[] | 'output';
  /**
   * @param dy the gradient in the kernel's output
   * @param saved the tensors that `needs` names, in its order
   * @returns for each differentiable input a thunk, so that only what is asked for is computed
   */
  back(
    dy: Tensor,
    saved: readonly Tensor[],
    attributes: NamedAttrMap,
  ): Record<string, () => Tensor>;
}

/** The same in the shape that tfjs registers. */
export const toGradConfig = ({ kernel, needs, back }: Gradient): GradConfig => ({
  kernelName: kernel,
  ...(needs === 'output' ? { outputsToSave: [true] } : { inputsToSave: [...needs] }),
  gradFunc: (dy, saved, attributes) => back(dy as Tensor, saved, attributes),
});

/** The list of gradients that one family of kernels has. */
export type GradientFamily = (tf: Tf) => Gradient[];
