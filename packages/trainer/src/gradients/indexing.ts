import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import type { Tf } from '@tributary/model-zoo';
import type { Gradient, GradientFamily } from './gradient.ts';

/** y = the slices of x along `axis` that the indices name; each slice's gradient is the sum of its uses. */
const gather = (tf: Tf): Gradient => ({
  kernel: 'GatherV2',
  needs: ['x', 'indices'],
  back: (dy, saved, attributes) => {
    const [x, indices] = saved as [Tensor, Tensor];
    if (attributes.batchDims) throw new Error('A batched gather has no gradient here.');
    const axis = tf.util.parseAxisParam(attributes.axis as number, x.shape)[0] as number;
    return {
      x: () => {
        const flat = tf.reshape(indices, [indices.size]) as Tensor1D;
        const [outer, inner] = [x.shape.slice(0, axis), x.shape.slice(axis + 1)];
        const apart = tf.reshape(dy, [...outer, indices.size, ...inner]);
        if (axis === 0) return tf.unsortedSegmentSum(apart, flat, x.shape[0] as number);
        const axes = x.shape.map((_, index) => index);
        const forward = [axis, ...axes.filter((index) => index !== axis)];
        const sums = tf.unsortedSegmentSum(
          tf.transpose(apart, forward),
          flat,
          x.shape[axis] as number,
        );
        return tf.transpose(
          sums,
          axes.map((index) => forward.indexOf(index)),
        );
      },
      indices: () => tf.zeros(indices.shape),
    };
  },
});

/** Cuts the gradient of a joined tensor into the parts that were joined. */
const concat = (tf: Tf): Gradient => ({
  kernel: 'Concat',
  needs: 'inputs',
  back: (dy, saved, { axis }) => {
    const along = tf.util.parseAxisParam(axis as number, dy.shape)[0] as number;
    const sizes = saved.map(({ shape }) => shape[along] as number);
    return Object.fromEntries(
      sizes.map((size, index) => [
        index,
        () => {
          const begin = dy.shape.map(() => 0);
          begin[along] = sizes.slice(0, index).reduce((sum, length) => sum + length, 0);
          return tf.slice(
            dy,
            begin,
            dy.shape.map((length, position) => (position === along ? size : length)),
          );
        },
      ]),
    );
  },
});

const pack = (tf: Tf): Gradient => ({
  kernel: 'Pack',
  needs: 'inputs',
  back: (dy, saved, { axis }) => {
    const parts = tf.unstack(dy, axis as number);
    return Object.fromEntries(saved.map((_, index) => [index, () => parts[index] as Tensor]));
  },
});

const addN = (): Gradient => ({
  kernel: 'AddN',
  needs: 'inputs',
  back: (dy, saved) => Object.fromEntries(saved.map((_, index) => [index, () => dy.clone()])),
});

const tile = (tf: Tf): Gradient => ({
  kernel: 'Tile',
  needs: ['x'],
  back: (dy, [x], { reps }) => ({
    x: () => {
      const { shape } = x as Tensor;
      const apart = shape.flatMap((length, axis) => [(reps as number[])[axis] as number, length]);
      // One axis after the other, because some backends stop at six axes.
      let sum: Tensor = dy;
      shape.forEach((length, axis) => {
        const before = sum.shape.slice(0, axis);
        const after = sum.shape.slice(axis + 1);
        const split = [...before, apart[2 * axis] as number, length, ...after];
        sum = tf.sum(tf.reshape(sum, split), axis);
      });
      return sum;
    },
  }),
});

const pad = (tf: Tf): Gradient => ({
  kernel: 'PadV2',
  needs: ['x'],
  back: (dy, [x], { paddings }) => ({
    x: () =>
      tf.slice(
        dy,
        (paddings as [number, number][]).map(([before]) => before),
        (x as Tensor).shape,
      ),
  }),
});

/** y = a where the condition holds, else b; shapes are equal. */
const select = (tf: Tf): Gradient => ({
  kernel: 'Select',
  needs: ['condition'],
  back: (dy, [condition]) => {
    const holds = tf.cast(condition as Tensor, 'float32');
    return {
      condition: () => tf.zerosLike(holds),
      t: () => tf.mul(dy, holds),
      e: () => tf.mul(dy, tf.sub(1, holds)),
    };
  },
});

const splitV = (tf: Tf): Gradient => ({
  kernel: 'SplitV',
  needs: [],
  back: (dys, _, { axis }) => ({ x: () => tf.concat(dys as unknown as Tensor[], axis as number) }),
});

const unpack = (tf: Tf): Gradient => ({
  kernel: 'Unpack',
  needs: [],
  back: (dys, _, { axis }) => ({
    value: () => tf.stack(dys as unknown as Tensor[], axis as number),
  }),
});

/** Each number counts in the sums that come after it, so its gradient is a sum the other way round. */
const cumsum = (tf: Tf): Gradient => ({
  kernel: 'Cumsum',
  needs: [],
  back: (dy, _, { axis, exclusive, reverse }) => {
    const sums = (x: Tensor) => tf.cumsum(x, axis as number, Boolean(exclusive), false);
    const turned = (x: Tensor) => tf.reverse(x, axis as number);
    // Not by the kernel's own reversal: on WebGPU tfjs reuses the program made for another length.
    return { x: () => (reverse ? sums(dy) : turned(sums(turned(dy)))) };
  },
});

/** Kernels that choose, join, cut or repeat. */
export const indexing: GradientFamily = (tf) => [
  gather(tf),
  concat(tf),
  pack(tf),
  addN(),
  tile(tf),
  pad(tf),
  select(tf),
  splitV(tf),
  unpack(tf),
  cumsum(tf),
];
