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

/** How far the windows reach along an axis, from the first cell of padding. */
const reachOf = ({ windows, stride, window }: PooledAxis): number =>
  (windows - 1) * stride + window;

const sizeOf = (shape: readonly number[]): number =>
  shape.reduce((size, length) => size * length, 1);

/** Changes one axis of a tensor, seen as [outer, axis, inner]: WebGL pads and cuts four axes at most. */
const along = (tf: Tf, x: Tensor, axis: number, change: (x: Tensor) => Tensor): Tensor => {
  const [outer, inner] = [sizeOf(x.shape.slice(0, axis)), sizeOf(x.shape.slice(axis + 1))];
  const changed = change(tf.reshape(x, [outer, x.shape[axis] as number, inner]));
  return tf.reshape(changed, x.shape.with(axis, changed.shape[1] as number));
};

/** Takes the padding away; cells after the last window have no gradient. */
const crop = (tf: Tf, x: Tensor, axis: PooledAxis): Tensor => {
  const [outer, , inner] = x.shape as [number, number, number];
  const covered = Math.min(axis.length, reachOf(axis) - axis.before);
  const inside = tf.slice(x, [0, axis.before, 0], [outer, covered, inner]);
  return tf.pad(inside, [
    [0, 0],
    [0, axis.length - covered],
    [0, 0],
  ]);
};

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
  const whole = axes.reduce(
    (sum, axis, index) =>
      along(tf, sum, index + 1, (x) => tf.mul(x, tf.tensor(shares(axis), [axis.windows, 1]))),
    dy,
  );
  const wide = tf.zeros([batch, ...axes.map(reachOf), channels]);
  const attrs = { ...attributes, pad: 'valid' };
  const gradient = runKernel(tf, `${kernel}Grad`, { dy: whole, input: wide }, attrs);
  return axes.reduce(
    (rest, axis, index) => along(tf, rest, index + 1, (x) => crop(tf, x, axis)),
    gradient,
  );
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
