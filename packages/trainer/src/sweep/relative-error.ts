/** Where all numbers are nearly zero, an error counts against this. */
const SMALLEST_SCALE = 1e-3;

/**
 * The largest |aᵢ − bᵢ|, relative to the largest |bᵢ|; infinite where the lengths differ or anything is
 * not a number.
 */
export const relativeError = (a: readonly number[], b: readonly number[]): number => {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  const scale = b.reduce((most, value) => Math.max(most, Math.abs(value)), SMALLEST_SCALE);
  const furthest = b.reduce(
    (most, value, index) => Math.max(most, Math.abs(value - (a[index] as number))),
    0,
  );
  return Number.isNaN(furthest) ? Number.POSITIVE_INFINITY : furthest / scale;
};
