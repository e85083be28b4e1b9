import type { Tensor, Tf } from '@tributary/model-zoo';
import { beforeAll, describe, expect, it } from 'vitest';
import { expectClose } from '../../testing/expect-close.ts';
import { randomFloats } from '../../testing/random-floats.ts';
import { startBackend } from '../../testing/start-backend.ts';

interface Case {
  readonly x: [number, number, number, number];
  readonly filter: [number, number, number, number];
  readonly strides: [number, number];
  readonly pad: 'same' | 'valid' | number;
  readonly dilations: [number, number];
}

const plain = { strides: [1, 1], dilations: [1, 1] } satisfies Partial<Case>;
const cases: Record<string, Case> = {
  'one by one': { ...plain, x: [2, 5, 4, 6], filter: [1, 1, 6, 3], pad: 'valid' },
  'one by one, strided': {
    x: [2, 5, 4, 6],
    filter: [1, 1, 6, 3],
    strides: [2, 3],
    pad: 'valid',
    dilations: [1, 1],
  },
  'one channel, same': { ...plain, x: [3, 9, 7, 1], filter: [5, 5, 1, 32], pad: 'same' },
  'many channels, same': { ...plain, x: [2, 7, 7, 33], filter: [5, 5, 33, 12], pad: 'same' },
  'valid, strides 2': {
    x: [1, 8, 9, 3],
    filter: [3, 2, 3, 5],
    strides: [2, 2],
    pad: 'valid',
    dilations: [1, 1],
  },
  'same, strides 3 and 2': {
    x: [2, 10, 11, 2],
    filter: [3, 4, 2, 7],
    strides: [3, 2],
    pad: 'same',
    dilations: [1, 1],
  },
  'dilated, same': {
    x: [1, 9, 10, 3],
    filter: [3, 3, 3, 4],
    strides: [1, 1],
    pad: 'same',
    dilations: [2, 3],
  },
  'padded by 2': { ...plain, x: [1, 4, 5, 2], filter: [3, 3, 2, 9], pad: 2 },
  'filter larger than the picture': {
    ...plain,
    x: [1, 2, 3, 2],
    filter: [5, 5, 2, 3],
    pad: 'same',
  },
};

/** y, dx and dw of a convolution by its definition, in float64. */
const reference = (
  { x, filter, strides, dilations }: Case,
  info: { top: number; left: number; out: number[] },
  dy: Float32Array,
) => {
  const [xs, ws] = [randomFloats(x, 1), randomFloats(filter, 2)];
  const [outHeight, outWidth, outChannels] = info.out.slice(1) as [number, number, number];
  const y = new Float64Array(dy.length);
  const dx = new Float64Array(xs.length);
  const dw = new Float64Array(ws.length);
  for (let n = 0; n < x[0]; n++)
    for (let oy = 0; oy < outHeight; oy++)
      for (let ox = 0; ox < outWidth; ox++)
        for (let ky = 0; ky < filter[0]; ky++)
          for (let kx = 0; kx < filter[1]; kx++) {
            const iy = oy * strides[0] - info.top + ky * dilations[0];
            const ix = ox * strides[1] - info.left + kx * dilations[1];
            if (iy < 0 || ix < 0 || iy >= x[1] || ix >= x[2]) continue;
            for (let c = 0; c < filter[2]; c++)
              for (let o = 0; o < outChannels; o++) {
                const at = ((n * outHeight + oy) * outWidth + ox) * outChannels + o;
                const from = ((n * x[1] + iy) * x[2] + ix) * x[3] + c;
                const weight = ((ky * filter[1] + kx) * filter[2] + c) * outChannels + o;
                y[at] = (y[at] as number) + (xs[from] as number) * (ws[weight] as number);
                dx[from] = (dx[from] as number) + (dy[at] as number) * (ws[weight] as number);
                dw[weight] = (dw[weight] as number) + (dy[at] as number) * (xs[from] as number);
              }
          }
  return { y, dx, dw };
};

describe('convolution on wasm', () => {
  let tf: Tf;
  beforeAll(async () => {
    tf = await startBackend('wasm');
  });

  it.each(Object.entries(cases))('%s: forward and both gradients', async (_, given) => {
    const { x, filter, strides, pad, dilations } = given;
    const info = tf.backend_util.computeConv2DInfo(x, filter, strides, dilations, pad);
    const before = tf.memory().numDataBuffers;
    const dy = randomFloats(info.outShape, 3);
    const attrs = { strides, pad, dilations, dataFormat: 'NHWC' };
    const made = tf.tidy(() => {
      const [xs, ws] = [
        tf.tensor(randomFloats(x, 1), x),
        tf.tensor(randomFloats(filter, 2), filter),
      ];
      const dys = tf.tensor(dy, info.outShape);
      const run = (kernel: string, inputs: Record<string, Tensor>, more = {}) =>
        tf.engine().runKernel<Tensor>(kernel, inputs, { ...attrs, ...more });
      return {
        y: run('Conv2D', { x: xs, filter: ws }),
        dx: run('Conv2DBackpropInput', { dy: dys, filter: ws }, { inputShape: x }),
        dw: run('Conv2DBackpropFilter', { x: xs, dy: dys }, { filterShape: filter }),
      };
    });
    const { top, left } = info.padInfo;
    const expected = reference(given, { top, left, out: info.outShape }, dy);
    expectClose(await made.y.data(), expected.y);
    expectClose(await made.dx.data(), expected.dx);
    expectClose(await made.dw.data(), expected.dw);
    tf.dispose(made);
    expect(tf.memory().numDataBuffers).toBe(before);
  });

  it('adds a bias and cuts at zero in the same pass', async () => {
    const { x, filter } = cases['many channels, same'] as Case;
    const [fused, apart] = tf.tidy(() => {
      const [xs, ws] = [
        tf.tensor4d(randomFloats(x, 1), x),
        tf.tensor4d(randomFloats(filter, 2), filter),
      ];
      const bias = tf.tensor1d(randomFloats([filter[3]], 4));
      const options = { x: xs, filter: ws, strides: 1, pad: 'same', bias } as const;
      return [
        tf.fused.conv2d({ ...options, activation: 'relu' }),
        tf.relu(tf.add(tf.conv2d(xs, ws, 1, 'same'), bias)),
      ];
    }) as [Tensor, Tensor];
    expectClose(await fused.data(), Float64Array.from(await apart.data()));
    tf.dispose([fused, apart]);
  });
});
