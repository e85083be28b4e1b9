import type { GradConfig, NamedAttrMap, Tensor } from '@tensorflow/tfjs-core';
import type { Tf } from '@tributary/model-zoo';

/** The gradient of one kernel with one output, in terms of operations that every backend has. */
export interface Gradient {
  readonly kernel: string;
  /**
   * Names of the inputs that `back` is given, `inputs` for all of a kernel that takes a list, or
   * `output` for the kernel's result.
   */
  readonly needs: readonly string[] | 'inputs' | 'output';
  /**
   * @param dy the gradient in the kernel's output; a list where it has several
   * @param saved the tensors that `needs` names, in its order
   * @returns for each differentiable input a thunk, so that only what is asked for is computed
   */
  back(
    dy: Tensor,
    saved: readonly Tensor[],
    attributes: NamedAttrMap,
  ): Record<string, () => Tensor>;
}

/** y = f(x), from dy and x. */
export const ofInput = (
  kernel: string,
  back: (dy: Tensor, x: Tensor, attributes: NamedAttrMap) => Tensor,
): Gradient => ({
  kernel,
  needs: ['x'],
  back: (dy, [x], attributes) => ({ x: () => back(dy, x as Tensor, attributes) }),
});

/** y = f(x), from dy and y: for functions whose derivative is simple in their own value. */
export const ofOutput = (
  kernel: string,
  back: (dy: Tensor, y: Tensor, attributes: NamedAttrMap) => Tensor,
  input = 'x',
): Gradient => ({
  kernel,
  needs: 'output',
  back: (dy, [y], attributes) => ({ [input]: () => back(dy, y as Tensor, attributes) }),
});

const whatToSave = (needs: Gradient['needs']): Partial<GradConfig> => {
  if (needs === 'output') return { outputsToSave: [true] };
  return needs === 'inputs' ? { saveAllInputs: true } : { inputsToSave: [...needs] };
};

/** The same in the shape that tfjs registers. */
export const toGradConfig = ({ kernel, needs, back }: Gradient): GradConfig => ({
  kernelName: kernel,
  ...whatToSave(needs),
  gradFunc: (dy, saved, attributes) => back(dy as Tensor, saved, attributes),
});

/** The list of gradients that one family of kernels has. */
export type GradientFamily = (tf: Tf) => Gradient[];
