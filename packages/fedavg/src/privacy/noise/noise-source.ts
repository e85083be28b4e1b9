import { createRandom, type Seed } from '../../random.ts';

/**
 * Where privacy noise gets its chance from. It is handed in, because only the apps have a cryptographic
 * generator, and noise that an observer can predict protects nobody.
 */
export interface NoiseSource {
  /** A uniform integer in [0, 2^53). */
  uniform53(): number;
}

/** As much as a browser's `getRandomValues` gives at a time. */
const BUFFER_BYTES = 65_536;

/**
 * A source over whatever fills bytes at random, e.g. `(bytes) => crypto.getRandomValues(bytes)`. Bytes are asked for
 * 64 KiB at a time.
 * @param fillRandom cryptographic; fills all of its argument
 */
export const noiseSourceFrom = (
  fillRandom: (bytes: Uint8Array<ArrayBuffer>) => void,
): NoiseSource => {
  const bytes = new Uint8Array(BUFFER_BYTES);
  const words = new Uint32Array(bytes.buffer);
  let next = words.length;
  return {
    uniform53: () => {
      if (next === words.length) {
        fillRandom(bytes);
        next = 0;
      }
      const high = (words[next] as number) & 0x1f_ffff;
      const low = words[next + 1] as number;
      next += 2;
      return high * 0x1_0000_0000 + low;
    },
  };
};

/** A repeatable source for simulations and tests. It protects nobody: whoever knows the seed knows the noise. */
export const seededNoiseSource = (seed: Seed): NoiseSource => {
  const random = createRandom(seed);
  return {
    uniform53: () => random.integer(0x20_0000) * 0x1_0000_0000 + random.integer(0x1_0000_0000),
  };
};
