import type { WeightManifest } from '../flat-weights.ts';

/** A tensor that travels as two thin matrices, M ≈ P·Qᵀ. */
export interface FactoredPart {
  readonly kind: 'factored';
  /** Where it lies in the model's flat vector. */
  readonly begin: number;
  readonly rows: number;
  readonly cols: number;
  readonly rank: number;
  /** Where P's columns and then Q's begin in what is handed on: rank·(rows + cols) values. */
  readonly restBegin: number;
  /** Its first scale; one per column. */
  readonly scaleBegin: number;
  /** Where Q begins in what is remembered. */
  readonly memoryBegin: number;
}

/** A tensor that travels as it is, but for one scale. */
export interface PlainPart {
  readonly kind: 'plain';
  readonly begin: number;
  readonly length: number;
  readonly restBegin: number;
  readonly scaleBegin: number;
}

export type Part = FactoredPart | PlainPart;

export interface FactorPlan {
  readonly parts: readonly Part[];
  readonly restLength: number;
  readonly scaleCount: number;
  readonly memoryLength: number;
}

/**
 * What becomes of each tensor. A tensor is seen as a matrix whose columns are its last axis: a dense
 * kernel's units, a convolution's channels. What two factors would not make smaller stays plain.
 */
export const planFactors = (manifest: WeightManifest, rank: number): FactorPlan => {
  const parts: Part[] = [];
  const ends = { begin: 0, restBegin: 0, scaleBegin: 0, memoryBegin: 0 };
  for (const { shape } of manifest) {
    const length = shape.reduce((product, dimension) => product * dimension, 1);
    const cols = shape.at(-1) ?? 1;
    const rows = length / cols;
    const { memoryBegin, ...plain } = ends;
    if (rank * (rows + cols) < length) {
      parts.push({ kind: 'factored', rows, cols, rank, ...ends });
      ends.restBegin += rank * (rows + cols);
      ends.scaleBegin += rank;
      ends.memoryBegin = memoryBegin + rank * cols;
    } else {
      parts.push({ kind: 'plain', length, ...plain });
      ends.restBegin += length;
      ends.scaleBegin += 1;
    }
    ends.begin += length;
  }
  return {
    parts,
    restLength: ends.restBegin,
    scaleCount: ends.scaleBegin,
    memoryLength: ends.memoryBegin,
  };
};
