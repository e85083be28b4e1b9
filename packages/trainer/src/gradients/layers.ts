import type { NamedAttrMap, Tensor, Tensor3D } from '@tensorflow/tfjs-core';
import type { Tf } from '@tributary/model-zoo';
import type { Gradient, GradientFamily } from './gradient.ts';

/** C = op(A)·op(B), where op transposes the last two axes if its flag says so. */
const matMul = (tf: Tf): Gradient => ({
  kernel: 'BatchMatMul',
  needs: ['a', 'b'],
  back: (dy, saved, { transposeA, transposeB }) => {
    const [a, b] = saved as [Tensor3D, Tensor3D];
    return {
      // dA = dC·op(B)ᵀ, and the transpose of that if A itself was transposed; likewise dB.
      a: () =>
        transposeA
          ? tf.matMul(b, dy, Boolean(transposeB), true)
          : tf.matMul(dy, b, false, !transposeB),
      b: () =>
        transposeB
          ? tf.matMul(dy, a, true, Boolean(transposeA))
          : tf.matMul(a, dy, !transposeA, false),
    };
  },
});

/** The kernels' own names for what tfjs calls by operations with narrower types. */
const runner =
  (tf: Tf, attributes: NamedAttrMap) =>
  (kernel: string, inputs: Record<string, Tensor>, more: NamedAttrMap = {}): Tensor =>
    tf.engine().runKernel<Tensor>(kernel, inputs, { ...attributes, ...more });

/** y = x ∗ w: each of the two gradients is a kernel of its own. */
const convolution = (tf: Tf, kernel: string, backward: string): Gradient => ({
  kernel,
  needs: ['x', 'filter'],
  back: (dy, saved, attributes) => {
    const [x, filter] = saved as [Tensor, Tensor];
    const run = runner(tf, attributes);
    return {
      x: () => run(`${backward}Input`, { dy, filter }, { inputShape: x.shape }),
      filter: () => run(`${backward}Filter`, { x, dy }, { filterShape: filter.shape }),
    };
  },
});

/** The largest number of each window: its gradient goes where that number was. */
const maxPool = (tf: Tf, kernel: string): Gradient => ({
  kernel,
  needs: ['x'],
  back: (dy, [x], attributes) => ({
    x: () => {
      const run = runner(tf, attributes);
      const input = x as Tensor;
      const output = run(kernel, { x: input });
      return run(`${kernel}Grad`, { dy, input, output });
    },
  }),
});

const averagePool = (tf: Tf, kernel: string): Gradient => ({
  kernel,
  needs: ['x'],
  back: (dy, [x], attributes) => ({
    x: () => runner(tf, attributes)(`${kernel}Grad`, { dy, input: x as Tensor }),
  }),
});

/** What layers are made of: matrix products, convolution, pooling. */
export const layers: GradientFamily = (tf) => [
  matMul(tf),
  convolution(tf, 'Conv2D', 'Conv2DBackprop'),
  convolution(tf, 'DepthwiseConv2dNative', 'DepthwiseConv2dNativeBackprop'),
  maxPool(tf, 'MaxPool'),
  maxPool(tf, 'MaxPool3D'),
  averagePool(tf, 'AvgPool'),
  averagePool(tf, 'AvgPool3D'),
];
