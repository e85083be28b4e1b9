import { expect, it } from 'vitest';
import { normalQuantile } from './normal-quantile.ts';

it.each([
  [0.5, 0],
  [0.975, 1.9599639845400545],
  [0.0001, -3.719016485455709],
  [1e-20, -9.262340089798409],
])('has %d of a normal distribution below %d', (p, z) => {
  expect(Math.abs(normalQuantile(p) - z)).toBeLessThanOrEqual(1e-14 * Math.abs(z));
});

it('is infinite at the ends', () => {
  expect([normalQuantile(0), normalQuantile(1)]).toEqual([-Infinity, Infinity]);
});
