/**
 * Makes the columns of a matrix orthonormal, in place: Gram–Schmidt, each column twice, in float64, so
 * the same on every platform. A column that depends on those before it becomes 0.
 *
 * @param columns one after the other, each `rows` long
 */
export const orthonormalise = (columns: Float64Array, rows: number): void => {
  for (let begin = 0; begin < columns.length; begin += rows) {
    const column = columns.subarray(begin, begin + rows);
    const before = length(column);
    for (let pass = 0; pass < 2; pass++) {
      for (let other = 0; other < begin; other += rows) {
        takeAway(column, columns.subarray(other, other + rows));
      }
    }
    const after = length(column);
    // NaN fails the comparison and so stays to be seen.
    const dependent = after <= before * 1e-9;
    const scale = dependent ? 0 : 1 / after;
    for (let i = 0; i < rows; i++) column[i] = (column[i] as number) * scale;
  }
};

/** v ← v − (v·u)·u for a unit vector u. */
const takeAway = (v: Float64Array, u: Float64Array): void => {
  let product = 0;
  for (let i = 0; i < v.length; i++) product += (v[i] as number) * (u[i] as number);
  for (let i = 0; i < v.length; i++) v[i] = (v[i] as number) - product * (u[i] as number);
};

const length = (v: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < v.length; i++) sum += (v[i] as number) * (v[i] as number);
  return Math.sqrt(sum);
};
