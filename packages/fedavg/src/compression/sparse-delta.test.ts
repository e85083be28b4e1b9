import { expect, it } from 'vitest';
import { BLOCK_LENGTH, denseDelta, readWhole } from '../delta-reader.ts';
import { createRandom } from '../random.ts';
import { sparseDelta } from './sparse-delta.ts';

const size = 4 * BLOCK_LENGTH + 5;
const random = createRandom(8);
// More than two blocks of kept values, so that blocks of the delta begin in the midst of one.
const indices = Uint32Array.from({ length: size }, (_, i) => i).filter(
  () => random.uniform() < 0.55,
);
const kept = Float32Array.from(indices, () => random.normal());
const whole = new Float32Array(size);
indices.forEach((index, at) => {
  whole[index] = kept[at] as number;
});
const delta = sparseDelta(size, indices, denseDelta(kept));

it('puts each kept value in its place and 0 elsewhere', () => {
  expect(indices.length).toBeGreaterThan(2 * BLOCK_LENGTH);
  expect(readWhole(delta)).toEqual(whole);
});

it('begins at any block', () => {
  for (const block of [3, 1, 4, 0, 2]) {
    const begin = block * BLOCK_LENGTH;
    const out = new Float32Array(Math.min(BLOCK_LENGTH, size - begin)).fill(7);
    delta.read(begin, out);
    expect(out).toEqual(whole.subarray(begin, begin + out.length));
  }
});
