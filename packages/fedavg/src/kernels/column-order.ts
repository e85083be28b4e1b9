import type { Workbench } from './workbench.ts';

/** What becomes of a column of values once they are in order. */
export type ColumnReduction =
  /** The mean of the values of rank `from` to `until − 1`. */
  | { readonly kind: 'range'; readonly from: number; readonly until: number }
  /** The mean of the `keep` values that are closest to the median. */
  | { readonly kind: 'closest'; readonly keep: number };

export interface Columns {
  /** `count` rows, `length` values each. */
  readonly values: Float32Array;
  readonly count: number;
  readonly length: number;
}

/** What {@link reduceColumns} works with, made once for all blocks. */
export interface ColumnTools {
  readonly reduction: ColumnReduction;
  /** The sorting network that the reduction needs. */
  readonly pairs: Uint32Array;
  /** 16 · count. */
  readonly tile: Float32Array;
}

/** out[j] = the reduction of column j, in float64 and rounded to float32 once. */
export const reduceColumns = (
  { run }: Workbench,
  { values, count, length }: Columns,
  { reduction, pairs, tile }: ColumnTools,
  out: Float32Array,
): void => {
  if (!run) {
    reduceSorted({ values, count, length }, reduction, out);
    return;
  }
  const rows = [out.byteOffset, values.byteOffset, length * 4, count, length] as const;
  const network = [pairs.byteOffset, pairs.length / 2] as const;
  if (reduction.kind === 'closest') {
    run.meanOfClosest(...rows, ...network, reduction.keep, tile.byteOffset);
  } else run.meanOfRange(...rows, ...network, reduction.from, reduction.until, tile.byteOffset);
};

const reduceSorted = (
  { values, count, length }: Columns,
  reduction: ColumnReduction,
  out: Float32Array,
): void => {
  const column = new Float32Array(count);
  for (let j = 0; j < length; j++) {
    for (let row = 0; row < count; row++) column[row] = values[row * length + j] as number;
    column.sort();
    out[j] =
      reduction.kind === 'range'
        ? meanOfRange(column, reduction.from, reduction.until)
        : meanOfClosestSorted(column, medianOfSorted(column), reduction.keep);
  }
};

/** The mean of the values of rank `from` to `until − 1`. Never −0, which sorts as it likes. */
export const meanOfRange = (sorted: ArrayLike<number>, from: number, until: number): number => {
  let sum = 0;
  for (let rank = from; rank < until; rank++) sum += sorted[rank] as number;
  return sum / (until - from);
};

/** The middle value, or the mean of the two in the middle. */
export const medianOfSorted = (sorted: ArrayLike<number>): number => {
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
};

/**
 * The mean of the `keep` values closest to the reference; of two that are as close, the smaller
 * counts, so that it does not matter in which order they came.
 * @throws {RangeError} when there are fewer values
 */
export const meanOfClosestSorted = (
  sorted: ArrayLike<number>,
  reference: number,
  keep: number,
): number => {
  let from = 0;
  let until = sorted.length;
  if (keep > until) throw new RangeError(`There are ${until} values, not ${keep}, to keep.`);
  while (until - from > keep) {
    const below = reference - (sorted[from] as number);
    const above = (sorted[until - 1] as number) - reference;
    if (below > above) from++;
    else until--;
  }
  return meanOfRange(sorted, from, until);
};
