import type { Random } from '@tributary/fedavg';

/**
 * Draws an index with a probability in proportion to its weight. One of weight 0 is never drawn.
 * @param weights finite, none negative, at least one positive
 */
export const drawWeighted = (weights: ArrayLike<number>, random: Random): number => {
  let total = 0;
  for (let i = 0; i < weights.length; i++) total += weights[i] as number;
  let left = random.uniform() * total;
  let drawn = -1;
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i] as number;
    if (weight <= 0) continue;
    drawn = i;
    left -= weight;
    if (left < 0) break;
  }
  return drawn;
};
