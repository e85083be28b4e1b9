import { type Gram, squaredDistance, squaredNorm } from './gram.ts';

/**
 * Rows in ascending order of their scores. Of two with the same score the shorter one comes first, so
 * that the order in which updates arrive makes no difference; only then the one with the lower index.
 * @param scores one per row of `rows`
 */
export const rankRows = (
  gram: Gram,
  rows: readonly number[],
  scores: ArrayLike<number>,
): number[] => {
  const ranked = rows.map((row, at) => ({ row, score: scores[at] as number }));
  ranked.sort(
    (a, b) =>
      compare(a.score, b.score) ||
      compare(squaredNorm(gram, a.row), squaredNorm(gram, b.row)) ||
      a.row - b.row,
  );
  return ranked.map(({ row }) => row);
};

/** Puts what is not a number last, so that it wins nothing. */
const compare = (a: number, b: number): number => {
  if (a === b) return 0;
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : 1;
  return a < b || Number.isNaN(b) ? -1 : 1;
};

/**
 * The `keep` of the first `clients` rows that are nearest to a row, which is itself one of them if it
 * is a client's. The mean of them is MoNNA's (Farhadkhani et al. 2023, "Robust Collaborative Learning
 * with Linear Gradient Overhead").
 */
export const nearestTo = (gram: Gram, row: number, clients: number, keep: number): number[] => {
  const everyone = Array.from({ length: clients }, (_, other) => other);
  const distances = everyone.map((other) => squaredDistance(gram, row, other));
  return rankRows(gram, everyone, distances).slice(0, keep);
};
