import type { Tensor4D, Tensor5D } from '@tensorflow/tfjs-core';
import { real, type SweepCase } from '../sweep-case.ts';

type Pair = [number, number];

interface Form {
  readonly what: string;
  readonly size: number | Pair;
  readonly strides: number | Pair;
  readonly pad: 'same' | 'valid' | number;
  /** [batch, height, width, channels] */
  readonly x?: [number, number, number, number];
}

const forms: Form[] = [
  { what: '2×2, stride 2', size: 2, strides: 2, pad: 'valid' },
  { what: '2×2, stride 2, same, odd', size: 2, strides: 2, pad: 'same', x: [2, 5, 7, 3] },
  { what: '3×3, stride 1, same', size: 3, strides: 1, pad: 'same' },
  { what: '3×3, stride 2, same', size: 3, strides: 2, pad: 'same', x: [1, 7, 6, 2] },
  { what: '3×3, stride 2, valid', size: 3, strides: 2, pad: 'valid', x: [1, 7, 6, 2] },
  { what: '2×2, stride 3', size: 2, strides: 3, pad: 'valid', x: [1, 8, 8, 2] },
  { what: '2×3, strides 1 and 2', size: [2, 3], strides: [1, 2], pad: 'valid', x: [1, 5, 7, 3] },
  { what: '3×3, padding 1', size: 3, strides: 2, pad: 1, x: [1, 5, 6, 3] },
  { what: '3×1 of text', size: [3, 1], strides: [2, 1], pad: 'same', x: [2, 9, 1, 3] },
  { what: 'of the whole picture', size: [4, 6], strides: 1, pad: 'valid', x: [2, 4, 6, 5] },
];

/** Ranges wide enough that no two numbers of a window are near. */
const RANGES = { 'positive and negative': [-9, 9], negative: [-20, -1] } as const;

const maxPool = (sign: keyof typeof RANGES, form: Form): SweepCase => {
  const { what, size, strides, pad, x = [2, 4, 6, 3] } = form;
  const [low, high] = RANGES[sign];
  return {
    name: `MaxPool ${what}, ${sign}`,
    inputs: [real(x, low, high)],
    compute: (tf, pictures) => tf.maxPool(pictures as Tensor4D, size, strides, pad),
  };
};

const averagePool = ({ what, size, strides, pad, x = [2, 4, 6, 3] }: Form): SweepCase => ({
  name: `AvgPool ${what}`,
  inputs: [real(x)],
  compute: (tf, pictures) => tf.avgPool(pictures as Tensor4D, size, strides, pad),
});

const VOLUME = [1, 3, 4, 5, 2];

/** Pooling, with windows whose every number is negative. */
export const poolingCases: readonly SweepCase[] = [
  ...forms.map((form) => maxPool('positive and negative', form)),
  ...forms.map((form) => maxPool('negative', form)),
  ...forms.map(averagePool),
  {
    name: 'MaxPool3D, negative',
    inputs: [real(VOLUME, -20, -1)],
    compute: (tf, x) => tf.maxPool3d(x as Tensor5D, 2, 2, 'same'),
  },
  {
    name: 'MaxPool3D, stride 1',
    inputs: [real(VOLUME, -9, 9)],
    compute: (tf, x) => tf.maxPool3d(x as Tensor5D, 2, 1, 'valid'),
  },
  {
    name: 'AvgPool3D',
    inputs: [real(VOLUME)],
    compute: (tf, x) => tf.avgPool3d(x as Tensor5D, 2, 2, 'same'),
  },
];
