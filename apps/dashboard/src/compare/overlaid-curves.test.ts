import { expect, it } from 'vitest';
import { overlaidCurves } from './overlaid-curves.ts';

const rounds = (accuracies: readonly (number | null)[], bytesUp: number) =>
  accuracies.map((accuracy, at) => ({
    ...{ round: at + 1, accuracy, loss: accuracy === null ? null : 1 - accuracy },
    ...{ bytesUp, bytesDown: 2 * bytesUp },
  }));

const [slow, fast] = [rounds([0.1, null, 0.3], 100), rounds([0.5, 0.7], 150)];

it('puts the rounds of several runs on one axis, without those that nobody measured', () => {
  expect(overlaidCurves([slow, fast], { axis: 'round', metric: 'accuracy' })).toEqual([
    { x: 1, run0: 0.1, run1: 0.5 },
    { x: 2, run1: 0.7 },
    { x: 3, run0: 0.3 },
  ]);
  const [first] = overlaidCurves([slow, fast], { axis: 'round', metric: 'loss' });
  expect(first).toEqual({ x: 1, run0: 0.9, run1: 0.5 });
});

it('counts the bytes of all rounds so far, measured or not', () => {
  expect(overlaidCurves([slow, fast], { axis: 'bytes', metric: 'accuracy' })).toEqual([
    { x: 300, run0: 0.1 },
    { x: 450, run1: 0.5 },
    { x: 900, run0: 0.3, run1: 0.7 },
  ]);
});

it('thins a long run and keeps its end', () => {
  const long = rounds(
    Array.from({ length: 1000 }, (_, at) => at / 1000),
    1,
  );
  const rows = overlaidCurves([long], { axis: 'round', metric: 'accuracy', most: 300 });
  expect(rows.length).toBeLessThanOrEqual(300);
  expect(rows.length).toBeGreaterThan(100);
  expect(rows).toHaveLength(150);
  expect(rows.at(-1)).toEqual({ x: 1000, run0: 0.999 });
});
