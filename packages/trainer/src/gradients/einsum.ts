import type { Tensor } from '@tensorflow/tfjs-core';
import type { Gradient, GradientFamily } from './gradient.ts';

/**
 * Einstein sums of one or two operands without a label twice in one of them, as attention and
 * normalisation write them. The gradient in one operand is the sum of dy with the other, laid out as
 * that operand is; a label that it alone has is one that was summed away, so dy is spread over it.
 */
export const einsum: GradientFamily = (tf) => {
  const spread = (
    gradient: Tensor,
    has: string,
    wants: string,
    shape: readonly number[],
  ): Tensor => {
    const kept = [...wants].filter((label) => has.includes(label)).join('');
    const ordered = has === kept ? gradient : tf.einsum(`${has}->${kept}`, gradient);
    const open = [...wants].map((label, axis) =>
      has.includes(label) ? (shape[axis] as number) : 1,
    );
    return tf.mul(tf.reshape(ordered, open), tf.ones([...shape]));
  };
  const gradient: Gradient = {
    kernel: 'Einsum',
    needs: 'inputs',
    back: (dy, saved, { equation }) => {
      const [left, output] = (equation as string).replaceAll(' ', '').split('->') as [
        string,
        string,
      ];
      const terms = left.split(',');
      return Object.fromEntries(
        terms.map((wants, index) => [
          index,
          () => {
            const { shape } = saved[index] as Tensor;
            const other = saved[1 - index];
            const otherTerm = terms[1 - index];
            if (!other || otherTerm === undefined) return spread(dy, output, wants, shape);
            const has = [...wants]
              .filter((label) => output.includes(label) || otherTerm.includes(label))
              .join('');
            return spread(
              tf.einsum(`${output},${otherTerm}->${has}`, dy, other),
              has,
              wants,
              shape,
            );
          },
        ]),
      );
    },
  };
  return [gradient];
};
