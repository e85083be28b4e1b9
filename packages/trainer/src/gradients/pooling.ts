import type { NamedAttrMap, Tensor } from '@tensorflow/tfjs-core';
import type { Tf } from '@tributary/model-zoo';
import type { Gradient, GradientFamily } from './gradient.ts';
import { type PooledAxis, pooledAxes } from './pooled-axes.ts';
import { runKernel } from './run-kernel.ts';

/** The largest number of each window: its gradient goes where that number was. */
const maxPool = (tf: Tf, kernel: string): Gradient => ({
  kernel,
  needs: ['x'],
  back: (dy, [x], attributes) => ({
    x: () => {
      const input = x as Tensor;
      const output = runKernel(tf, kernel, { x: input }, attributes);
      return runKernel(tf, `${kernel}Grad`, { dy, input, output }, attributes);
    },
  }),
});

/** How many times as many cells a window has as of it lie within the picture, along one axis. */
const shares = ({ length, window, stride, before, windows }: PooledAxis): number[] =>
  Array.from({ length: windows }, (_, index) => {
    const start = index * stride - before;
    return window / (Math.min(start + window, length) - Math.max(start, 0));
  });

/**
 * The gradient of an average over padded windows, as one over windows without padding: the average
 * counts only cells within the picture, which tfjs's gradient kernels forget.
 */
const padded = (
  tf: Tf,
  kernel: string,
  { dy, input }: Record<'dy' | 'input', Tensor>,
  axes: readonly PooledAxis[],
  attributes: NamedAttrMap,
): Tensor => {
  const [batch, channels] = [input.shape.at(0) as number, input.shape.at(-1) as number];
  const whole = axes.reduce((sum, axis, index) => {
    const along = dy.shape.map((length, position) => (position === index + 1 ? length : 1));
    return tf.mul(sum, tf.tensor(shares(axis), along));
  }, dy);
  const reach = axes.map(({ windows, stride, window }) => (windows - 1) * stride + window);
  const wide = tf.zeros([batch, ...reach, channels]);
  const attrs = { ...attributes, pad: 'valid' };
  const gradient = runKernel(tf, `${kernel}Grad`, { dy: whole, input: wide }, attrs);
  // Windows may end before the picture does, or begin before it.
  const missing = axes.map(({ length, before }, index): [number, number] => {
    return [0, Math.max(0, before + length - (reach[index] as number))];
  });
  const enough = tf.pad(gradient, [[0, 0], ...missing, [0, 0]]);
  return tf.slice(enough, [0, ...axes.map(({ before }) => before), 0], input.shape);
};

const averagePool = (tf: Tf, kernel: string): Gradient => ({
  kernel,
  needs: ['x'],
  back: (dy, [x], attributes) => ({
    x: () => {
      const input = x as Tensor;
      const axes = pooledAxes(tf, input.shape, attributes);
      const isPadded = axes.some(({ before, after }) => before > 0 || after > 0);
      return isPadded
        ? padded(tf, kernel, { dy, input }, axes, attributes)
        : runKernel(tf, `${kernel}Grad`, { dy, input }, attributes);
    },
  }),
});

/** Windows of pictures and volumes, channels last. */
export const pooling: GradientFamily = (tf) => [
  maxPool(tf, 'MaxPool'),
  maxPool(tf, 'MaxPool3D'),
  averagePool(tf, 'AvgPool'),
  averagePool(tf, 'AvgPool3D'),
];
