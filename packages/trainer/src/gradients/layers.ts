import type { Tensor, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
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

interface PoolAttributes {
  readonly filterSize: [number, number] | number;
  readonly strides: [number, number] | number;
  readonly pad: 'valid' | 'same' | number;
}

const conv2d = (tf: Tf): Gradient => ({
  kernel: 'Conv2D',
  needs: ['x', 'filter'],
  back: (dy, saved, attributes) => {
    const [x, filter] = saved as [Tensor4D, Tensor4D];
    const { strides, pad } = attributes as unknown as PoolAttributes;
    return {
      x: () => tf.conv2dTranspose(dy as Tensor4D, filter, x.shape, strides, pad),
      filter: () =>
        tf
          .engine()
          .runKernel<Tensor>(
            'Conv2DBackpropFilter',
            { x, dy },
            { ...attributes, filterShape: filter.shape },
          ),
    };
  },
});

const maxPool = (tf: Tf): Gradient => ({
  kernel: 'MaxPool',
  needs: ['x'],
  back: (dy, [x], attributes) => ({
    x: () => {
      const { filterSize, strides, pad } = attributes as unknown as PoolAttributes;
      const input = x as Tensor4D;
      const output = tf.maxPool(input, filterSize, strides, pad);
      return tf.engine().runKernel<Tensor>('MaxPoolGrad', { dy, input, output }, { ...attributes });
    },
  }),
});

/** What layers are made of: matrix products, convolution, pooling. */
export const layers: GradientFamily = (tf) => [matMul(tf), conv2d(tf), maxPool(tf)];
