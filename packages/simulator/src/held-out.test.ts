import { expect, it } from 'vitest';
import { divideShard, requireClassesToHoldOut } from './held-out.ts';

const shard = Int32Array.from({ length: 20 }, (_, index) => 3 * index);
const labels = Int32Array.from({ length: 60 }, (_, index) => (index < 30 ? 0 : 1));

it('keeps nothing back unless asked to', () => {
  expect(divideShard(shard, labels, { heldOut: undefined, seed: 1 })).toEqual({
    train: shard,
    heldOut: new Int32Array(0),
  });
});

it.each(['random', 'last-of-class'] as const)('divides every example once (%s)', (by) => {
  const { train, heldOut } = divideShard(shard, labels, { heldOut: { share: 0.3, by }, seed: 1 });
  expect(heldOut).toHaveLength(6);
  expect([...train, ...heldOut].sort((a, b) => a - b)).toEqual([...shard]);
});

it('keeps back the last of each class', () => {
  const { heldOut } = divideShard(shard, labels, {
    heldOut: { share: 0.2, by: 'last-of-class' },
    seed: 1,
  });
  expect([...heldOut]).toEqual([24, 27, 54, 57]);
});

it('draws others for another seed', () => {
  const draw = (seed: number) =>
    divideShard(shard, labels, { heldOut: { share: 0.3, by: 'random' }, seed }).heldOut;
  expect(draw(1)).toEqual(draw(1));
  expect(draw(2)).not.toEqual(draw(1));
});

it('keeps back the last of each class only where there are classes', () => {
  const [numExamples, perPosition] = [20, new Int32Array(60)];
  requireClassesToHoldOut({ numExamples, labels: labels.slice(0, 20) });
  for (const labels of [perPosition, new Float32Array(20)]) {
    expect(() => requireClassesToHoldOut({ numExamples, labels })).toThrow('are of no class');
  }
});
