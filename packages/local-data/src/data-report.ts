import type { Examples } from '@tributary/model-zoo';
import { type Findings, noFindings } from './findings.ts';

/** What was found in somebody's files, in numbers and sentences; nothing of the data itself but what these quote. */
export interface DataReport {
  /** What would be trained on: all that is without a fault. */
  readonly numExamples: number;
  /** Rows, lines or files that have a fault and are left out. */
  readonly numFaulty: number;
  /** Every class, with the number of its examples; empty where no classes are learnt. */
  readonly classes: readonly ClassCount[];
  /** The numbers to be predicted, in the column's own unit. */
  readonly target?: NumberSpread;
  /** Columns that lack values, with the number of rows that lack them. */
  readonly missing: readonly ColumnMissing[];
  /** Why something is left out. */
  readonly errors: Findings;
  /** What is used and may still be wrong. */
  readonly warnings: Findings;
}

export interface ClassCount {
  readonly name: string;
  readonly count: number;
}

export interface ColumnMissing {
  readonly column: string;
  readonly count: number;
}

export interface NumberSpread {
  readonly column: string;
  readonly lowest: number;
  readonly mean: number;
  readonly highest: number;
}

/** Examples that fit a schema, and what there is to be said of where they come from. */
export interface CheckedData {
  /** Those without a fault; there may be none. */
  readonly examples: Examples;
  readonly report: DataReport;
}

export const emptyReport: DataReport = {
  numExamples: 0,
  numFaulty: 0,
  classes: [],
  missing: [],
  errors: noFindings,
  warnings: noFindings,
};

/** How many examples each class has, those without any too. */
export const countClasses = (
  labels: Int32Array | Float32Array,
  classes: readonly string[],
): ClassCount[] => {
  const counts = classes.map(() => 0);
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  return classes.map((name, index) => ({ name, count: counts[index] ?? 0 }));
};
