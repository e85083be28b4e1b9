import type { NamedAttrMap } from '@tensorflow/tfjs-core';
import type { Tensor, Tf } from '@tributary/model-zoo';
import { beforeAll, describe, expect, it } from 'vitest';
import { expectClose } from '../../testing/expect-close.ts';
import { randomFloats } from '../../testing/random-floats.ts';
import { startBackend } from '../../testing/start-backend.ts';
import { describePool, type PoolGeometry } from './pool-geometry.ts';

interface Case {
  /** [batch, height, width, channels] or [batch, depth, height, width, channels] */
  readonly x: readonly number[];
  readonly filterSize: number | readonly number[];
  readonly strides: number | readonly number[];
  readonly pad: 'same' | 'valid' | number;
  readonly dimRoundingMode?: 'floor' | 'ceil';
}

const cases: Record<string, Case> = {
  'halving, one channel': { x: [3, 6, 8, 1], filterSize: 2, strides: 2, pad: 'valid' },
  'halving, odd, same': { x: [2, 5, 7, 23], filterSize: 2, strides: 2, pad: 'same' },
  'overlapping, same': { x: [2, 6, 5, 18], filterSize: 3, strides: 1, pad: 'same' },
  'overlapping, valid': { x: [1, 7, 9, 5], filterSize: 3, strides: 2, pad: 'valid' },
  'windows apart': { x: [1, 8, 9, 4], filterSize: 2, strides: 3, pad: 'valid' },
  'oblong windows': { x: [2, 7, 6, 3], filterSize: [4, 1], strides: [1, 3], pad: 'same' },
  'padded by 1': { x: [1, 5, 6, 16], filterSize: 3, strides: 2, pad: 1 },
  'padded by 1, rounded up': {
    x: [1, 6, 6, 2],
    filterSize: 3,
    strides: 2,
    pad: 1,
    dimRoundingMode: 'ceil',
  },
  'the whole picture': { x: [2, 4, 3, 9], filterSize: [4, 3], strides: 1, pad: 'valid' },
  'volumes, same': { x: [2, 3, 4, 5, 21], filterSize: 2, strides: 2, pad: 'same' },
  'volumes, valid': { x: [1, 4, 5, 4, 3], filterSize: [3, 2, 1], strides: [1, 2, 3], pad: 'valid' },
};

/** For every output number the places of its window in x, in the order of memory. */
const windowsOf = (geometry: PoolGeometry): number[][] => {
  const { batch, channels, input, output, window, strides, before } = geometry;
  const along = (axis: 0 | 1 | 2, index: number): number[] =>
    Array.from({ length: window[axis] }, (_, k) => index * strides[axis] - before[axis] + k).filter(
      (at) => at >= 0 && at < input[axis],
    );
  return Array.from(
    { length: batch * output[0] * output[1] * output[2] * channels },
    (_, index) => {
      const pixel = Math.floor(index / channels);
      const line = Math.floor(pixel / output[2]);
      const plane = Math.floor(line / output[1]);
      const image = Math.floor(plane / output[0]);
      const columns = along(2, pixel % output[2]);
      return along(0, plane % output[0]).flatMap((z) =>
        along(1, line % output[1]).flatMap((row) =>
          columns.map((column) => {
            const at = ((image * input[0] + z) * input[1] + row) * input[2] + column;
            return at * channels + (index % channels);
          }),
        ),
      );
    },
  );
};

/** Results and gradients by the definition, in float64. */
const reference = (windows: readonly number[][], x: Float32Array, dy: Float32Array) => {
  const [largest, mean] = [new Float64Array(dy.length), new Float64Array(dy.length)];
  const [dLargest, dMean] = [new Float64Array(x.length), new Float64Array(x.length)];
  windows.forEach((places, index) => {
    const values = places.map((at) => x[at] as number);
    const most = Math.max(...values);
    largest[index] = most;
    mean[index] = values.reduce((sum, value) => sum + value, 0) / values.length;
    const given = dy[index] as number;
    const first = places[values.indexOf(most)] as number;
    dLargest[first] = (dLargest[first] as number) + given;
    for (const at of places) dMean[at] = (dMean[at] as number) + given / values.length;
  });
  return { largest, mean, dLargest, dMean };
};

describe('pooling on wasm', () => {
  let tf: Tf;
  beforeAll(async () => {
    tf = await startBackend('wasm');
  });

  const pool = ({ x: shape, ...attrs }: Case, x: Float32Array, dy: Float32Array) => {
    const kind = shape.length === 5 ? '3D' : '';
    const { outShape } = describePool(shape, attrs);
    return tf.tidy(() => {
      const input = tf.tensor(x, [...shape]);
      const back = tf.tensor(dy, [...outShape]);
      const run = (kernel: string, inputs: Record<string, Tensor>) =>
        tf.engine().runKernel<Tensor>(kernel, inputs, attrs as NamedAttrMap);
      const largest = run(`MaxPool${kind}`, { x: input });
      return {
        largest,
        mean: run(`AvgPool${kind}`, { x: input }),
        dLargest: run(`MaxPool${kind}Grad`, { dy: back, input, output: largest }),
        dMean: run(`AvgPool${kind}Grad`, { dy: back, input }),
      };
    });
  };

  /** Numbers as they come, all below zero, and few different ones, so that windows have ties. */
  const inputs: Record<string, (value: number) => number> = {
    'any numbers': (value) => value,
    'negative numbers': (value) => value - 100,
    'equal numbers': (value) => Math.sign(value) - 2,
  };

  it.each(Object.entries(cases))('%s: forward and gradient, maximum and mean', async (_, given) => {
    const before = tf.memory();
    const geometry = describePool(given.x, { ...given });
    const windows = windowsOf(geometry);
    const dy = randomFloats(geometry.outShape, 2);
    for (const change of Object.values(inputs)) {
      const x = randomFloats(given.x, 1).map(change);
      const made = pool(given, x, dy);
      const expected = reference(windows, x, dy);
      expect(await made.largest.data()).toEqual(Float32Array.from(expected.largest));
      expectClose(await made.mean.data(), expected.mean);
      expectClose(await made.dLargest.data(), expected.dLargest);
      expectClose(await made.dMean.data(), expected.dMean);
      tf.dispose(made);
    }
    expect(tf.memory().numTensors).toBe(before.numTensors);
    expect(tf.memory().numDataBuffers).toBe(before.numDataBuffers);
  });
});
