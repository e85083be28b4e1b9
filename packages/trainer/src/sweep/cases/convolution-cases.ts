import type { Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import { real, type SweepCase } from '../sweep-case.ts';

type Pair = [number, number];
type Padding = 'same' | 'valid' | number | [Pair, Pair, Pair, Pair];

interface Form {
  readonly what: string;
  /** [batch, height, width, channels] */
  readonly x: [number, number, number, number];
  /** [height, width, channels, filters], or channels and multiplier */
  readonly filter: [number, number, number, number];
  readonly strides?: Pair;
  readonly pad?: Padding;
  readonly dilations?: Pair;
}

const UNEVEN: Padding = [
  [0, 0],
  [1, 2],
  [0, 1],
  [0, 0],
];

const forms: Form[] = [
  { what: '3×3, same', x: [2, 5, 6, 3], filter: [3, 3, 3, 4] },
  { what: '3×3, valid', x: [2, 5, 6, 3], filter: [3, 3, 3, 4], pad: 'valid' },
  { what: '5×5 of one channel', x: [2, 7, 7, 1], filter: [5, 5, 1, 5] },
  { what: '5×5 of a picture smaller than it', x: [1, 3, 4, 2], filter: [5, 5, 2, 3] },
  { what: '1×1', x: [3, 3, 5, 5], filter: [1, 1, 5, 3] },
  { what: '1×1, stride 2', x: [1, 5, 6, 3], filter: [1, 1, 3, 5], strides: [2, 2] },
  { what: 'stride 2, same, odd', x: [2, 7, 5, 3], filter: [3, 3, 3, 2], strides: [2, 2] },
  { what: 'stride 2, same, even', x: [1, 6, 8, 2], filter: [3, 3, 2, 3], strides: [2, 2] },
  { what: 'stride 2, valid', x: [2, 8, 7, 2], filter: [3, 3, 2, 3], strides: [2, 2], pad: 'valid' },
  { what: 'stride 3, same', x: [1, 8, 7, 2], filter: [3, 3, 2, 3], strides: [3, 3] },
  { what: 'stride 3 past a 2×2', x: [1, 8, 9, 2], filter: [2, 2, 2, 3], strides: [3, 3] },
  { what: 'strides 2 and 1', x: [1, 7, 6, 3], filter: [3, 2, 3, 2], strides: [2, 1] },
  { what: 'padding 1', x: [1, 5, 4, 3], filter: [3, 3, 3, 2], pad: 1 },
  { what: 'uneven padding', x: [2, 5, 6, 2], filter: [3, 3, 2, 3], pad: UNEVEN },
  {
    what: 'uneven padding, stride 2',
    x: [1, 5, 6, 2],
    filter: [3, 3, 2, 3],
    pad: UNEVEN,
    strides: [2, 2],
  },
  { what: 'dilation 2, same', x: [2, 7, 6, 2], filter: [3, 3, 2, 3], dilations: [2, 2] },
  {
    what: 'dilations 1 and 3, valid',
    x: [1, 5, 9, 3],
    filter: [2, 3, 3, 2],
    dilations: [1, 3],
    pad: 'valid',
  },
  { what: '1×5', x: [1, 3, 9, 2], filter: [1, 5, 2, 3] },
  { what: '4×2', x: [1, 7, 6, 3], filter: [4, 2, 3, 2] },
  { what: 'filter of the whole picture', x: [3, 4, 5, 2], filter: [4, 5, 2, 7], pad: 'valid' },
];

const depthwiseForms: Form[] = [
  { what: '3×3, same', x: [2, 5, 6, 5], filter: [3, 3, 5, 1] },
  { what: '3×3, valid', x: [2, 5, 6, 4], filter: [3, 3, 4, 1], pad: 'valid' },
  { what: 'stride 2, same, odd', x: [1, 7, 5, 3], filter: [3, 3, 3, 1], strides: [2, 2] },
  { what: 'stride 2, valid', x: [2, 8, 7, 3], filter: [3, 3, 3, 1], strides: [2, 2], pad: 'valid' },
  { what: 'stride 3 past a 2×2', x: [1, 8, 9, 2], filter: [2, 2, 2, 1], strides: [3, 3] },
  { what: 'two filters a channel', x: [2, 5, 4, 3], filter: [3, 3, 3, 2] },
  { what: 'one channel', x: [1, 5, 6, 1], filter: [3, 2, 1, 1] },
  { what: 'uneven padding', x: [1, 5, 6, 3], filter: [3, 3, 3, 1], pad: UNEVEN },
  { what: 'dilation 2', x: [1, 7, 6, 3], filter: [3, 3, 3, 1], dilations: [2, 2] },
  {
    what: 'two filters a channel, dilation 2',
    x: [1, 7, 6, 2],
    filter: [3, 2, 2, 2],
    dilations: [2, 2],
  },
];

const conv2d = ({
  what,
  x,
  filter,
  strides = [1, 1],
  pad = 'same',
  dilations,
}: Form): SweepCase => ({
  name: `Conv2D ${what}`,
  inputs: [real(x), real(filter)],
  compute: (tf, pictures, weights) =>
    tf.conv2d(pictures as Tensor4D, weights as Tensor4D, strides, pad, 'NHWC', dilations),
});

const depthwise = ({
  what,
  x,
  filter,
  strides = [1, 1],
  pad = 'same',
  dilations,
}: Form): SweepCase => ({
  name: `DepthwiseConv2dNative ${what}`,
  inputs: [real(x), real(filter)],
  compute: (tf, pictures, weights) =>
    tf.depthwiseConv2d(pictures as Tensor4D, weights as Tensor4D, strides, pad, 'NHWC', dilations),
});

const conv1d = (what: string, stride: number, pad: 'same' | 'valid', dilation = 1): SweepCase => ({
  name: `Conv1D ${what}`,
  inputs: [real([2, 11, 3]), real([3, 3, 4])],
  compute: (tf, x, filter) =>
    tf.conv1d(x as Tensor3D, filter as Tensor3D, stride, pad, 'NWC', dilation),
});

/** Convolutions of every stride, padding and dilation that layers have. */
export const convolutionCases: readonly SweepCase[] = [
  ...forms.map(conv2d),
  ...depthwiseForms.map(depthwise),
  conv1d('same', 1, 'same'),
  conv1d('valid, stride 2', 2, 'valid'),
  conv1d('dilation 2', 1, 'same', 2),
  {
    name: 'SeparableConv2D',
    inputs: [real([1, 5, 6, 3]), real([3, 3, 3, 2]), real([1, 1, 6, 4])],
    compute: (tf, x, depth, point) =>
      tf.separableConv2d(x as Tensor4D, depth as Tensor4D, point as Tensor4D, 1, 'same'),
  },
];
