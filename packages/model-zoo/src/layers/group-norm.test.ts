import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { createRandom } from '@tributary/fedavg';
import { describe, expect, it } from 'vitest';
import { groupNorm, groupNormWeights } from './group-norm.ts';

const [batch, height, width, channels] = [2, 2, 3, 4];
const shape: [number, number, number, number] = [batch, height, width, channels];
const example = height * width * channels;
const random = createRandom(11);
const values = Float32Array.from({ length: batch * example }, () => 3 + 2 * random.normal());
const scale = [1, -2, 0.5, 3];
const shift = [0, 1, -1, 10];
const weights = [tf.tensor1d(scale), tf.tensor1d(shift)];
const normalise = async (x: Float32Array, groups: number) =>
  await groupNorm(tf, tf.tensor4d(x, shape), weights, { groups }).data();

/** Wu & He 2018, equations 1 to 4, in float64. */
const byHand = (groups: number): number[] => {
  const groupOf = (index: number) =>
    `${Math.floor(index / example)}/${Math.floor(((index % channels) * groups) / channels)}`;
  return Array.from(values, (value, index) => {
    const members = values.filter((_, other) => groupOf(other) === groupOf(index));
    const mean = members.reduce((sum, x) => sum + x, 0) / members.length;
    const variance = members.reduce((sum, x) => sum + (x - mean) ** 2, 0) / members.length;
    const normal = (value - mean) / Math.sqrt(variance + 1e-5);
    return normal * (scale[index % channels] as number) + (shift[index % channels] as number);
  });
};

describe('groupNorm', () => {
  it.each([1, 2, 4])('normalises each example in %i groups, by the definition', async (groups) => {
    const expected = byHand(groups);
    (await normalise(values, groups)).forEach((value, index) => {
      expect(value).toBeCloseTo(expected[index] as number, 4);
    });
  });

  it('makes of a constant picture its shifts', async () => {
    const flat = await normalise(new Float32Array(values.length).fill(-7), 2);
    flat.forEach((value, index) => {
      expect(value).toBeCloseTo(shift[index % channels] as number, 6);
    });
  });

  it('does not let one example see another', async () => {
    const changed = values.map((value, index) => (index < example ? value * value : value));
    const before = await normalise(values, 2);
    const after = await normalise(changed, 2);
    expect(after.subarray(example)).toEqual(before.subarray(example));
    expect(after.subarray(0, example)).not.toEqual(before.subarray(0, example));
  });

  it('begins with scales of 1 and shifts of 0, and refuses to do without them', () => {
    const filled = groupNormWeights('norm', 3).map((weight) => [weight.name, weight.fill(1)]);
    expect(filled).toEqual([
      ['norm/scale', Float32Array.of(1, 1, 1)],
      ['norm/shift', Float32Array.of(0, 0, 0)],
    ]);
    expect(() => groupNorm(tf, tf.zeros(shape), [], { groups: 2 })).toThrow(RangeError);
  });
});
