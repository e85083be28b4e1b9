import { expect, it } from 'vitest';
import { passThrough } from '../../testing/compressor-laws.ts';

const values = Float32Array.of(3, -1, 0, -0, 0.5, -0.25, 1, 2, -4, 0);
const manifest = [{ name: 'bias', shape: [values.length] }];

it('decodes to the mean size with the sign of each value, zeros counting as positive', () => {
  const decoded = passThrough([{ name: 'sign', params: {} }], { values, manifest }, 1);
  const scale = Math.fround(11.75 / 10);
  expect([...decoded]).toEqual([1, -1, 1, 1, 1, -1, 1, 1, -1, 1].map((sign) => sign * scale));
});
