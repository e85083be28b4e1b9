import { type DeltaReader, readWhole } from '../delta-reader.ts';
import type { FactoredPart, FactorPlan, Part, PlainPart } from './factor-plan.ts';

/** What a reader of a factored delta needs. */
interface Factored {
  /** The columns of all factors and the plain tensors, each divided by its scale. */
  readonly rest: Float32Array;
  readonly scales: Float32Array;
}

/** A delta whose matrices are multiplied out row by row, as they are read. */
export const factoredDelta = (
  { parts }: FactorPlan,
  { rest, scales, size }: { rest: DeltaReader; scales: Float32Array; size: number },
): DeltaReader => {
  // Nothing is decoded before the first read: who only wants to know whether it opens pays nothing.
  let factored: Factored | undefined;
  return {
    size,
    read: (begin, out) => {
      factored ??= { rest: readWhole(rest), scales };
      const end = begin + out.length;
      for (const part of parts) {
        if (part.begin >= end) break;
        const from = Math.max(begin, part.begin);
        const to = Math.min(end, part.begin + lengthOf(part));
        if (from >= to) continue;
        const place = out.subarray(from - begin, to - begin);
        if (part.kind === 'plain')
          readPlain(factored, part, { from: from - part.begin, out: place });
        else readFactored(factored, part, { from: from - part.begin, out: place });
      }
    },
  };
};

const lengthOf = (part: Part): number =>
  part.kind === 'plain' ? part.length : part.rows * part.cols;

interface Range {
  /** The first wanted value, counted from where the part begins. */
  readonly from: number;
  readonly out: Float32Array;
}

const readPlain = ({ rest, scales }: Factored, part: PlainPart, { from, out }: Range): void => {
  const scale = scales[part.scaleBegin] as number;
  for (let i = 0; i < out.length; i++) {
    out[i] = (rest[part.restBegin + from + i] as number) * scale;
  }
};

const readFactored = (factored: Factored, part: FactoredPart, { from, out }: Range): void => {
  const { cols } = part;
  const sums = new Float64Array(Math.min(cols, out.length));
  for (let at = 0; at < out.length; ) {
    const row = Math.floor((from + at) / cols);
    const column = from + at - row * cols;
    const sum = sums.subarray(0, Math.min(cols - column, out.length - at));
    sumRow(factored, part, { row, column, sum });
    out.set(sum, at);
    at += sum.length;
  }
};

/** sumⱼ = Σₖ scaleₖ·P[row, k]·Q[column + j, k], always in the same order. */
const sumRow = (
  { rest, scales }: Factored,
  { rows, cols, rank, restBegin, scaleBegin }: FactoredPart,
  { row, column, sum }: { row: number; column: number; sum: Float64Array },
): void => {
  sum.fill(0);
  for (let k = 0; k < rank; k++) {
    const p = (scales[scaleBegin + k] as number) * (rest[restBegin + k * rows + row] as number);
    const q = restBegin + rank * rows + k * cols + column;
    for (let j = 0; j < sum.length; j++) {
      sum[j] = (sum[j] as number) + p * (rest[q + j] as number);
    }
  }
};
