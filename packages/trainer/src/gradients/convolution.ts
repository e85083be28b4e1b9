import type { NamedAttrMap, Tensor } from '@tensorflow/tfjs-core';
import type { Tf } from '@tributary/model-zoo';
import type { Gradient, GradientFamily } from './gradient.ts';
import { runKernel } from './run-kernel.ts';

type Pair = readonly [number, number];

const dilationsOf = ({ dilations }: NamedAttrMap): Pair => {
  if (Array.isArray(dilations)) return dilations as unknown as Pair;
  return typeof dilations === 'number' ? [dilations, dilations] : [1, 1];
};

/** Puts holes between the rows of a matrix [rows, columns]: dilation − 1 rows of zeros. */
const spreadRows = (tf: Tf, x: Tensor, dilation: number): Tensor => {
  const [rows, columns] = x.shape as [number, number];
  const apart = tf.pad(tf.reshape(x, [rows, 1, columns]), [
    [0, 0],
    [0, dilation - 1],
    [0, 0],
  ]);
  const reach = (rows - 1) * dilation + 1;
  return tf.slice(tf.reshape(apart, [rows * dilation, columns]), [0, 0], [reach, columns]);
};

/** Takes every dilation-th of a matrix's rows, beginning with the first: undoes `spreadRows`. */
const gatherRows = (tf: Tf, x: Tensor, dilation: number): Tensor => {
  const [reach, columns] = x.shape as [number, number];
  const rows = (reach - 1) / dilation + 1;
  const whole = tf.pad(x, [
    [0, rows * dilation - reach],
    [0, 0],
  ]);
  return tf.slice(tf.reshape(whole, [rows, dilation * columns]), [0, 0], [rows, columns]);
};

/** The same for both axes of a filter [height, width, …]. */
const overBothAxes = (
  tf: Tf,
  filter: Tensor,
  [down, across]: Pair,
  change: (tf: Tf, x: Tensor, dilation: number) => Tensor,
): Tensor => {
  const [height, width, inputs, outputs] = filter.shape as [number, number, number, number];
  const rows = change(tf, tf.reshape(filter, [height, -1]), down);
  const tall = tf.transpose(tf.reshape(rows, [rows.shape[0] as number, width, -1]), [1, 0, 2]);
  const columns = change(tf, tf.reshape(tall, [width, -1]), across);
  const [wide, high] = [columns.shape[0] as number, rows.shape[0] as number];
  const result = tf.transpose(tf.reshape(columns, [wide, high, inputs * outputs]), [1, 0, 2]);
  return tf.reshape(result, [high, wide, inputs, outputs]);
};

/**
 * y = x ∗ w: each of the two gradients is a kernel of its own. Those of tfjs pay no heed to dilations,
 * so a dilated filter is written out with its holes.
 */
const convolution = (tf: Tf, kernel: string, backward: string): Gradient => ({
  kernel,
  needs: ['x', 'filter'],
  back: (dy, saved, attributes) => {
    const [x, filter] = saved as [Tensor, Tensor];
    const dilations = dilationsOf(attributes);
    const isDilated = dilations.some((dilation) => dilation > 1);
    const whole = { ...attributes, dilations: [1, 1] };
    const holed = () => (isDilated ? overBothAxes(tf, filter, dilations, spreadRows) : filter);
    return {
      x: () => {
        const attrs = { ...whole, inputShape: x.shape };
        return runKernel(tf, `${backward}Input`, { dy, filter: holed() }, attrs);
      },
      filter: () => {
        const [height, width, inputs, outputs] = filter.shape as [number, number, number, number];
        const [high, wide] = [(height - 1) * dilations[0] + 1, (width - 1) * dilations[1] + 1];
        const attrs = { ...whole, filterShape: [high, wide, inputs, outputs] };
        const gradient = runKernel(tf, `${backward}Filter`, { x, dy }, attrs);
        return isDilated ? overBothAxes(tf, gradient, dilations, gatherRows) : gradient;
      },
    };
  },
});

/** Convolutions of pictures with channels last; one-dimensional ones are made of them. */
export const convolutions: GradientFamily = (tf) => [
  convolution(tf, 'Conv2D', 'Conv2DBackprop'),
  convolution(tf, 'DepthwiseConv2dNative', 'DepthwiseConv2dNativeBackprop'),
];
