import type { Tensor, Tf } from '@tributary/model-zoo';

/**
 * Runs one of the project's own kernels if the current backend has it, and otherwise composes the same
 * from tfjs's operations. Custom kernels have no gradients: use this where none is taken through it.
 */
export const customKernel = (
  tf: Tf,
  name: string,
  { inputs, attrs = {} }: { readonly inputs: Record<string, Tensor>; readonly attrs?: object },
  compose: () => Tensor[],
): Tensor[] => {
  if (!tf.getKernel(name, tf.getBackend())) return compose();
  const outputs = tf.engine().runKernel<Tensor | Tensor[]>(name, inputs, { ...attrs });
  return Array.isArray(outputs) ? outputs : [outputs];
};
