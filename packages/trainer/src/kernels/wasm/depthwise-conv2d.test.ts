import type { Tensor, Tf } from '@tributary/model-zoo';
import { beforeAll, describe, expect, it } from 'vitest';
import { expectClose } from '../../testing/expect-close.ts';
import { randomFloats } from '../../testing/random-floats.ts';
import { startBackend } from '../../testing/start-backend.ts';

type Pair = [number, number];

interface Case {
  readonly x: [number, number, number, number];
  /** [height, width, channels, multiplier] */
  readonly filter: [number, number, number, number];
  readonly pad: 'same' | 'valid' | number | [Pair, Pair, Pair, Pair];
  readonly strides?: Pair;
  readonly dilations?: Pair;
}

const uneven: Case['pad'] = [
  [0, 0],
  [1, 2],
  [0, 1],
  [0, 0],
];

const cases: Record<string, Case> = {
  'one channel': { x: [3, 6, 5, 1], filter: [3, 3, 1, 1], pad: 'same' },
  'channels of every vector length': { x: [2, 5, 6, 23], filter: [3, 3, 23, 1], pad: 'same' },
  'valid, strides 2 and 3': {
    x: [2, 9, 8, 5],
    filter: [3, 2, 5, 1],
    pad: 'valid',
    strides: [2, 3],
  },
  'same, strides 3 and 2': {
    x: [1, 8, 7, 18],
    filter: [2, 5, 18, 1],
    pad: 'same',
    strides: [3, 2],
  },
  'dilated, same': { x: [2, 9, 8, 6], filter: [3, 3, 6, 1], pad: 'same', dilations: [2, 3] },
  'padded by 2': { x: [1, 4, 5, 3], filter: [3, 3, 3, 1], pad: 2 },
  'unevenly padded': { x: [2, 5, 4, 4], filter: [3, 3, 4, 1], pad: uneven },
  'filter larger than the picture': { x: [1, 2, 3, 4], filter: [5, 7, 4, 1], pad: 'same' },
  'two filters a channel': { x: [3, 5, 6, 9], filter: [3, 3, 9, 2], pad: 'same' },
  'five filters a channel, strided': {
    x: [2, 7, 6, 3],
    filter: [3, 3, 3, 5],
    pad: 'valid',
    strides: [2, 2],
  },
  'three filters a channel, dilated': {
    x: [1, 7, 6, 1],
    filter: [3, 2, 1, 3],
    pad: 'same',
    dilations: [2, 1],
  },
};

/** y, dx and dw of a depthwise convolution by its definition, in float64. */
const reference = (
  { x, filter, strides = [1, 1], dilations = [1, 1] }: Case,
  info: { top: number; left: number; out: readonly number[] },
  dy: Float32Array,
) => {
  const [xs, ws] = [randomFloats(x, 1), randomFloats(filter, 2)];
  const [outHeight, outWidth, outChannels] = info.out.slice(1) as [number, number, number];
  const y = new Float64Array(dy.length);
  const dx = new Float64Array(xs.length);
  const dw = new Float64Array(ws.length);
  const add = (to: Float64Array, at: number, a: number | undefined, b: number | undefined) => {
    to[at] = (to[at] as number) + (a as number) * (b as number);
  };
  y.forEach((_, at) => {
    const channel = at % outChannels;
    const pixel = Math.floor(at / outChannels);
    const [oy, ox] = [Math.floor(pixel / outWidth) % outHeight, pixel % outWidth];
    const image = Math.floor(pixel / (outWidth * outHeight));
    for (let ky = 0; ky < filter[0]; ky++)
      for (let kx = 0; kx < filter[1]; kx++) {
        const iy = oy * strides[0] - info.top + ky * dilations[0];
        const ix = ox * strides[1] - info.left + kx * dilations[1];
        if (iy < 0 || ix < 0 || iy >= x[1] || ix >= x[2]) continue;
        const from = ((image * x[1] + iy) * x[2] + ix) * x[3] + Math.floor(channel / filter[3]);
        const weight = (ky * filter[1] + kx) * outChannels + channel;
        add(y, at, xs[from], ws[weight]);
        add(dx, from, dy[at], ws[weight]);
        add(dw, weight, dy[at], xs[from]);
      }
  });
  return { y, dx, dw };
};

describe('depthwise convolution on wasm', () => {
  let tf: Tf;
  beforeAll(async () => {
    tf = await startBackend('wasm');
  });

  it.each(Object.entries(cases))('%s: forward and both gradients', async (_, given) => {
    const { x, filter, pad, strides = [1, 1], dilations = [1, 1] } = given;
    const info = tf.backend_util.computeConv2DInfo(
      x,
      filter,
      strides,
      dilations,
      pad,
      undefined,
      true,
    );
    const before = tf.memory();
    const dy = randomFloats(info.outShape, 3);
    const attrs = { strides, pad, dilations };
    const made = tf.tidy(() => {
      const xs = tf.tensor(randomFloats(x, 1), x);
      const ws = tf.tensor(randomFloats(filter, 2), filter);
      const dys = tf.tensor(dy, info.outShape);
      const run = (kernel: string, inputs: Record<string, Tensor>, more = {}) =>
        tf.engine().runKernel<Tensor>(`DepthwiseConv2dNative${kernel}`, inputs, {
          ...attrs,
          ...more,
        });
      return {
        y: run('', { x: xs, filter: ws }),
        dx: run('BackpropInput', { dy: dys, filter: ws }, { inputShape: x }),
        dw: run('BackpropFilter', { x: xs, dy: dys }, { filterShape: filter }),
      };
    });
    const { top, left } = info.padInfo;
    const expected = reference(given, { top, left, out: info.outShape }, dy);
    expect([made.y.shape, made.dx.shape, made.dw.shape]).toEqual([info.outShape, x, filter]);
    expectClose(await made.y.data(), expected.y);
    expectClose(await made.dx.data(), expected.dx);
    expectClose(await made.dw.data(), expected.dw);
    tf.dispose(made);
    expect(tf.memory().numTensors).toBe(before.numTensors);
    expect(tf.memory().numDataBuffers).toBe(before.numDataBuffers);
  });
});
