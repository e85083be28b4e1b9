import type { Random } from '@tributary/fedavg';

/** Values of the size of a delta's, written in place: a benchmark that counts memory makes no garbage. */
export const fillAtRandom = (values: Float32Array, random: Random): Float32Array => {
  for (let i = 0; i < values.length; i++) values[i] = 0.01 * (random.uniform() - 0.5);
  return values;
};
