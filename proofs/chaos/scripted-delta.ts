import { createRandom } from '@tributary/fedavg';

/** What a scripted client "learns": the same for the same seed, in whatever process. */
export const scriptedDelta = (seed: number, size: number): Float32Array => {
  const random = createRandom(seed);
  return Float32Array.from({ length: size }, () => (random.uniform() - 0.5) / 64);
};

export const EXAMPLES = 10;
