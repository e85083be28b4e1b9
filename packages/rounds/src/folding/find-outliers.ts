import { gramOf, innerProduct, squaredNorm, type UpdateBlocks } from '@tributary/fedavg';
import type { Digest, ScreeningSpec } from '@tributary/protocol';
import { median } from '../median.ts';
import type { AggregateResult } from './aggregate-round.ts';

type Excluded = NonNullable<AggregateResult['excluded']>[number];

interface Measured {
  readonly digest: Digest;
  readonly norm?: number;
}

/** Updates that move the model much further than the median of their round does. */
export const findLongOnes = (
  updates: readonly Measured[],
  { maxNormRatio }: Pick<ScreeningSpec, 'maxNormRatio'>,
): Excluded[] => {
  if (maxNormRatio === null) return [];
  const norms = updates.map(({ norm = 0 }) => norm);
  const limit = maxNormRatio * median(norms);
  return updates
    .filter((_, index) => (norms[index] as number) > limit)
    .map(({ digest }) => ({ digest, code: 'outlier' }));
};

/**
 * Which rows point away from the others: the cosine of δᵢ and Σ_{j≠i} δⱼ/‖δⱼ‖ is less than `minCosine`.
 * Every other update has one voice, however long it is. All of it follows from the inner products of the
 * rows. A row of zeros points nowhere and stays.
 */
export const findOpposed = (updates: UpdateBlocks, minCosine: number): number[] => {
  const n = updates.infos.length;
  const gram = gramOf(updates);
  const cosine = (i: number, j: number) => {
    const lengths = Math.sqrt(squaredNorm(gram, i) * squaredNorm(gram, j));
    return lengths > 0 ? innerProduct(gram, i, j) / lengths : 0;
  };
  const indices = Array.from({ length: n }, (_, i) => i);
  const rowSums = indices.map((i) => indices.reduce((sum, j) => sum + cosine(i, j), 0));
  const total = rowSums.reduce((sum, value) => sum + value, 0);
  const opposed = indices.filter((i) => {
    const own = cosine(i, i);
    const withOthers = (rowSums[i] as number) - own;
    // ‖Σ_{j≠i} δⱼ/‖δⱼ‖‖²
    const others = total - 2 * (rowSums[i] as number) + own;
    return own > 0 && others > 0 && withOthers < minCosine * Math.sqrt(others);
  });
  // Where half of them contradict the rest there is nobody to believe instead.
  return 2 * opposed.length >= n ? [] : opposed;
};
