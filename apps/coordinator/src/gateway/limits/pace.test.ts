import { expect, it } from 'vitest';
import { createPace } from './pace.ts';

const limits = { arrivalBurst: 10, arrivalsPerSecond: 100 };

it('gives a crowd one slot after the other, and lets those in who keep to them', () => {
  const pace = createPace(limits);
  const waits = Array.from({ length: 60 }, () => pace.admit(1_000));
  const told = waits.filter((wait) => wait !== null);
  expect(waits.slice(0, 10)).toEqual(Array(10).fill(null));
  expect(told).toHaveLength(50);
  expect(new Set(told).size).toBe(50);
  expect(Math.max(...told)).toBe(1_000);
  for (const wait of told) expect(pace.admit(1_000 + wait)).toBeNull();
});

it('makes nobody wait for ever, whoever else comes for nothing', () => {
  const pace = createPace(limits);
  const waits = Array.from({ length: 100_000 }, () => pace.admit(0) ?? 0);
  expect(Math.max(...waits)).toBe(30_000);
});
