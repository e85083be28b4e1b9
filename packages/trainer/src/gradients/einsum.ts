import type { Tensor } from '@tensorflow/tfjs-core';
import type { Tf } from '@tributary/model-zoo';
import type { Gradient, GradientFamily } from './gradient.ts';

/**
 * The gradient in one operand of an Einstein sum: the sum of dy with the other operand, laid out as
 * this one is. A label that this one alone has was summed away, so the gradient is spread over it.
 */
const byOperand = (
  tf: Tf,
  [dy, output]: readonly [Tensor, string],
  [other, otherLabels]: readonly [Tensor, string],
  [operand, labels]: readonly [Tensor, string],
): Tensor => {
  const known = (label: string) => output.includes(label) || otherLabels.includes(label);
  const shared = [...labels].filter(known).join('');
  const sum = tf.einsum(`${output},${otherLabels}->${shared}`, dy, other);
  if (shared === labels) return sum;
  const open = operand.shape.map((length, axis) => (known(labels.charAt(axis)) ? length : 1));
  return tf.mul(tf.reshape(sum, open), tf.onesLike(operand));
};

/** Einstein sums of two operands, neither with a label twice, as attention writes them. */
export const einsum: GradientFamily = (tf) => {
  const gradient: Gradient = {
    kernel: 'Einsum',
    needs: 'inputs',
    back: (dy, saved, { equation }) => {
      const [given = '', output = ''] = String(equation).replaceAll(' ', '').split('->');
      const terms = given.split(',').map((labels, index) => [saved[index], labels] as const);
      const [first, second] = terms as [readonly [Tensor, string], readonly [Tensor, string]];
      if (terms.length !== 2) throw new Error(`The Einstein sum ${equation} has no gradient here.`);
      return {
        0: () => byOperand(tf, [dy, output], second, first),
        1: () => byOperand(tf, [dy, output], first, second),
      };
    },
  };
  return [gradient];
};
