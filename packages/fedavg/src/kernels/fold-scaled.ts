import { ROUND_TO_INTEGER } from '../round-to-integer.ts';
import type { Workbench } from './workbench.ts';

/** Float32 rows to fold into integer sums. */
export interface ScaledRows {
  /** Row after row, each `stride` long. */
  readonly values: Float32Array;
  readonly stride: number;
  /** One float64 per row. */
  readonly scales: Float64Array;
  readonly count: number;
}

/**
 * sums[i] += Σ over all rows of round(values[i] · scale), exactly, as long as all stay below 2^51.
 * @param sums integers
 * @param groups of rows; each is folded before the next one is asked for
 */
export const foldScaled = (
  { run }: Workbench,
  sums: Float64Array,
  groups: Iterable<ScaledRows>,
): void => {
  if (!run) {
    for (const rows of groups) addGroup(sums, rows);
    return;
  }
  let total = 0;
  run.openSums(sums.byteOffset, sums.length);
  for (const { values, stride, scales, count } of groups) {
    const rows = [values.byteOffset, stride * 4, scales.byteOffset, count] as const;
    run.foldScaled(sums.byteOffset, ...rows, sums.length);
    total += count;
  }
  run.closeSums(sums.byteOffset, sums.length, total);
};

const addGroup = (sums: Float64Array, { values, stride, scales, count }: ScaledRows): void => {
  for (let row = 0; row < count; row++) {
    const terms = values.subarray(row * stride, row * stride + sums.length);
    addScaled(sums, terms, scales[row] as number);
  }
};

const addScaled = (sums: Float64Array, values: Float32Array, scale: number): void => {
  for (let i = 0; i < sums.length; i++) {
    const term = (values[i] as number) * scale + ROUND_TO_INTEGER - ROUND_TO_INTEGER;
    sums[i] = (sums[i] as number) + term;
  }
};
