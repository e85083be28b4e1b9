import type { Tensor } from '@tensorflow/tfjs-core';
import type { GradientFamily } from './gradient.ts';
import { unbroadcast } from './unbroadcast.ts';

/** C = op(A)·op(B), where op transposes the last two axes if its flag says so. */
export const matMul: GradientFamily = (tf) => [
  {
    kernel: 'BatchMatMul',
    needs: ['a', 'b'],
    back: (dy, saved, { transposeA, transposeB }) => {
      const [a, b] = saved as [Tensor, Tensor];
      // dA = dC·op(B)ᵀ, and the transpose of that if A itself was transposed; likewise dB.
      const byA = () =>
        transposeA
          ? tf.matMul(b, dy, Boolean(transposeB), true)
          : tf.matMul(dy, b, false, !transposeB);
      const byB = () =>
        transposeB
          ? tf.matMul(dy, a, true, Boolean(transposeA))
          : tf.matMul(a, dy, !transposeA, false);
      return {
        a: () => unbroadcast(tf, byA(), a.shape),
        b: () => unbroadcast(tf, byB(), b.shape),
      };
    },
  },
];
