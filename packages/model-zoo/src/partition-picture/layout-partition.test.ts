import { describe, expect, it } from 'vitest';
import { layoutPartition, ticksUpTo } from './layout-partition.ts';

const margin = { top: 10, right: 10, bottom: 10, left: 10 };
const layout = (counts: number[][], groups = ['a', 'b']) =>
  layoutPartition({ counts, groups }, { width: 120, height: 120, margin });

describe('the layout of a partition', () => {
  it('stacks the groups of a client from the bottom up, in proportion', () => {
    // The axis ends at 10, so that 100 px stand for 10 examples.
    const { bars, paths } = layout([
      [2, 4],
      [10, 0],
    ]);
    expect(bars).toEqual([
      { x: 15, y: 50, width: 40, height: 60, size: 6 },
      { x: 65, y: 10, width: 40, height: 100, size: 10 },
    ]);
    expect(paths).toEqual([
      'M15 110v-19.25h40v19.25zM65 110v-99.25h40v99.25z',
      'M15 90v-39.25h40v39.25z',
    ]);
  });

  it('marks the axes in even steps, and not every one of many clients', () => {
    const { sizeTicks, partitionTicks, bars } = layout(Array(539).fill([131, 0]));
    expect(sizeTicks.map(({ value }) => value)).toEqual([0, 50, 100, 150]);
    expect(partitionTicks.map(({ value }) => value)).toEqual([0, 100, 200, 300, 400, 500]);
    expect(bars.every(({ width }) => width > 0)).toBe(true);
  });

  it('puts the bars of up to sixty clients apart and fills the plot in any case', () => {
    const few = layout(Array(60).fill([1, 1])).bars;
    const many = layout(Array(61).fill([1, 1])).bars;
    expect(few[1]?.x).toBeGreaterThan((few[0]?.x ?? 0) + (few[0]?.width ?? 0));
    const last = many.at(-1);
    expect((last?.x ?? 0) + (last?.width ?? 0)).toBeCloseTo(110, 1);
  });

  it('does not divide by nothing', () => {
    expect(layout([]).bars).toEqual([]);
    expect(layout([[0, 0]]).paths).toEqual(['', '']);
  });
});

describe('ticksUpTo', () => {
  it.each([
    [1, [0, 1]],
    [6, [0, 2, 4, 6]],
    [7, [0, 2, 4, 6, 8]],
    [600, [0, 200, 400, 600]],
    [6742, [0, 2000, 4000, 6000, 8000]],
  ])('%i is reached by %j', (most, ticks) => {
    expect(ticksUpTo(most, 5)).toEqual(ticks);
  });
});
