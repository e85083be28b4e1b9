import type { Tensor, Tf } from '@tributary/model-zoo';
import { real, type SweepCase } from '../sweep-case.ts';

type Reduce = (tf: Tf, x: Tensor, axis: number | number[] | undefined, keep: boolean) => Tensor;
type Form = [what: string, shape: readonly number[], axis?: number | number[], keep?: boolean];

const forms: Form[] = [
  ['over all', [3, 5]],
  ['of a vector', [13]],
  ['over the first axis', [5, 3], 0],
  ['over the last axis', [5, 3], -1],
  ['over the middle axis', [2, 5, 3], 1],
  ['over the outer axes', [2, 3, 5], [0, 2]],
  ['over a picture, axes kept', [2, 3, 4, 3], [1, 2], true],
  ['over a group', [2, 3, 2, 3], [1, 3], true],
  ['over three axes', [2, 3, 2, 5], [0, 1, 2]],
  ['over axes of length 1', [1, 5, 1], [0, 2]],
  ['over a wide axis', [2, 1031], -1],
  ['over a tall axis', [517, 3], 0],
];

/** Neighbours stay apart, as the extremes' derivatives need it. */
const apart = (shape: readonly number[]) => {
  const reach = shape.reduce((product, length) => product * length, 1) * 0.05;
  return real(shape, -reach, reach);
};

const over = (kernel: string, chosen: readonly Form[], reduce: Reduce): SweepCase[] =>
  chosen.map(([what, shape, axis, keep = false]) => ({
    name: `${kernel} ${what}`,
    inputs: [kernel === 'Max' || kernel === 'Min' ? apart(shape) : real(shape)],
    compute: (tf, x) => reduce(tf, x, axis, keep),
  }));

/** Reductions over every kind of axis. */
export const reductionCases: readonly SweepCase[] = [
  ...over('Sum', forms, (tf, x, axis, keep) => tf.sum(x, axis, keep)),
  ...over('Mean', forms, (tf, x, axis, keep) => tf.mean(x, axis, keep)),
  ...over('Max', forms, (tf, x, axis, keep) => tf.max(x, axis, keep)),
  ...over('Min', forms.slice(0, 6), (tf, x, axis, keep) => tf.min(x, axis, keep)),
  {
    name: 'ArgMax',
    inputs: [real([7, 5])],
    compute: (tf, x) => tf.argMax(x, -1),
  },
  {
    name: 'Moments',
    inputs: [real([4, 7])],
    compute: (tf, x) => {
      const { mean, variance } = tf.moments(x, -1, true);
      return tf.mul(tf.add(mean, 1), variance);
    },
  },
  {
    name: 'Norm',
    inputs: [real([4, 7])],
    compute: (tf, x) => tf.norm(x, 'euclidean', 1),
  },
];
