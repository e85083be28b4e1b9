import { expect, it } from 'vitest';
import { measureStraggler } from './straggler.ts';

it('a few rounds with and without a slow client are measured on a real coordinator', async () => {
  const figures = await measureStraggler({ rounds: 1, workMs: 200 });
  expect(figures.rounds).toBe(1);
  // Nobody reports sooner than its work takes; how much later depends on the machine.
  expect(figures.fastMs).toBeGreaterThanOrEqual(200);
  expect(figures.withStragglerMs).toBeGreaterThanOrEqual(200);
  expect(figures.ratio).toBeCloseTo(figures.withStragglerMs / figures.fastMs, 2);
}, 240_000);
