import { createRandom } from '@tributary/fedavg';

/** Normally distributed numbers for a tensor of this shape; the same for the same seed. */
export const randomFloats = (shape: readonly number[], seed: number): Float32Array => {
  const random = createRandom(seed);
  const length = shape.reduce((size, axis) => size * axis, 1);
  return Float32Array.from({ length }, () => random.normal());
};
