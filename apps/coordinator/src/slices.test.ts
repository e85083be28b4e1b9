import { expect, it } from 'vitest';
import { createSlices } from './slices.ts';

const turn = () => new Promise((resolve) => setImmediate(resolve));
const burn = (ms: number) => {
  const until = performance.now() + ms;
  while (performance.now() < until);
};

it('does everything in order, and lets others in between', async () => {
  const slices = createSlices();
  const seen: unknown[] = [];
  for (let i = 0; i < 4; i++) {
    slices.add(() => {
      burn(10);
      seen.push(i);
    });
  }
  expect(seen).toEqual([]);
  for (let turns = 0; seen.length < 4; turns++) {
    expect(turns).toBeLessThan(20);
    await turn();
    if (seen.length < 4) expect(seen).toHaveLength(turns + 1);
  }
  expect(seen).toEqual([0, 1, 2, 3]);
});

it('takes what is added meanwhile, and nothing after its end', async () => {
  const slices = createSlices();
  const seen: string[] = [];
  slices.add(() => {
    seen.push('first');
    slices.add(() => seen.push('second'));
  });
  await turn();
  await turn();
  slices.add(() => seen.push('too late'));
  slices.close();
  await turn();
  await turn();
  expect(seen).toEqual(['first', 'second']);
});
