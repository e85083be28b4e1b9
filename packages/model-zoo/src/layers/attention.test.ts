import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { createRandom } from '@tributary/fedavg';
import { describe, expect, it } from 'vitest';
import { attention, attentionWeights, causalMask } from './attention.ts';

const [batch, steps, heads, size] = [2, 3, 2, 2];
const width = heads * size;
const random = createRandom(5);
const draw = (length: number) => Float32Array.from({ length }, () => random.normal());
const x = draw(batch * steps * width);
const matrices = Array.from({ length: 4 }, () => draw(width * width));

const attend = async (values: Float32Array, mask: Float32Array) => {
  const result = attention(
    tf,
    tf.tensor3d(values, [batch, steps, width]),
    matrices.map((matrix) => tf.tensor2d(matrix, [width, width])),
    { heads, mask },
  );
  expect(result.shape).toEqual([batch, steps, width]);
  return [...(await result.data())];
};

/** A row times a matrix, in float64. */
const times = (row: readonly number[], matrix: Float32Array): number[] =>
  row.map((_, column) =>
    row.reduce((sum, value, at) => sum + value * (matrix[at * width + column] as number), 0),
  );

/** Vaswani et al. 2017, equation 1, position by position; a position hears `reach(position)` first ones. */
const byHand = (reach: (position: number) => number): number[] => {
  const rows = Array.from({ length: batch * steps }, (_, row) => [
    ...x.subarray(row * width, (row + 1) * width),
  ]);
  const [query, key, value, output] = matrices as [
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  return rows.flatMap((row, at) => {
    const first = at - (at % steps);
    const heard = rows.slice(first, first + reach(at % steps));
    const joined = Array.from({ length: heads }, (_, head) => {
      const own = (values: number[]) => values.slice(head * size, (head + 1) * size);
      const q = own(times(row, query));
      const scores = heard.map((other) => {
        const k = own(times(other, key));
        return Math.exp(
          q.reduce((sum, number, i) => sum + number * (k[i] as number), 0) / size ** 0.5,
        );
      });
      const total = scores.reduce((sum, score) => sum + score, 0);
      return Array.from({ length: size }, (__, i) =>
        heard.reduce(
          (sum, other, j) =>
            sum + ((scores[j] as number) / total) * (own(times(other, value))[i] as number),
          0,
        ),
      );
    }).flat();
    return times(joined, output);
  });
};

const expectClose = (actual: readonly number[], expected: readonly number[]) => {
  expect(actual).toHaveLength(expected.length);
  actual.forEach((value, index) => {
    expect(value).toBeCloseTo(expected[index] as number, 4);
  });
};

describe('attention', () => {
  it('hears every position in every head, by the definition', async () => {
    const open = new Float32Array(steps * steps);
    expectClose(
      await attend(x, open),
      byHand(() => steps),
    );
  });

  it('hears nothing of what comes later under a causal mask', async () => {
    expectClose(
      await attend(x, causalMask(steps)),
      byHand((position) => position + 1),
    );
  });

  it('refuses to do without one of its matrices', () => {
    const mask = causalMask(steps);
    const three = matrices.slice(1).map((matrix) => tf.tensor2d(matrix, [width, width]));
    expect(() => attention(tf, tf.zeros([1, steps, width]), three, { heads, mask })).toThrow(
      RangeError,
    );
  });
});

describe('attentionWeights', () => {
  const weights = attentionWeights('block1/attention', 64, { deviation: 0.02, residual: 0.005 });

  it('are four square matrices, which adapters can be put on', () => {
    expect(weights).toMatchObject(
      ['query', 'key', 'value', 'output'].map((part) => ({
        name: `block1/attention/${part}/kernel`,
        shape: [64, 64],
      })),
    );
  });

  it('begin with the deviations that they are given', () => {
    const deviations = weights.map((weight) => {
      const values = weight.fill(1);
      return Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0) / values.length);
    });
    const about = (deviation: number) => expect.closeTo(deviation, 3);
    expect(deviations).toEqual([about(0.02), about(0.02), about(0.02), about(0.005)]);
  });
});
