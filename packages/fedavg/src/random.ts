/**
 * Seeded pseudo-random numbers for everything that must be repeatable: cohorts, shuffles,
 * partitions, initial weights. Not for privacy noise, which needs a cryptographic source.
 */
export interface Random {
  /** Uniform in [0, 1), with 32 bits of resolution. */
  uniform(): number;
  /** A uniform integer in [0, bound). */
  integer(bound: number): number;
  /** A standard normal deviate (Box–Muller). */
  normal(): number;
  /** Shuffles in place (Fisher–Yates) and returns its argument. */
  shuffle<T extends { [index: number]: unknown; length: number }>(items: T): T;
}

/** A seed is an unsigned 32-bit integer, so that it fits a form field, a URL and JSON. */
export type Seed = number;

/**
 * Derives an independent seed from a parent and labels, so that no two uses share a stream:
 * `deriveSeed(run.seed, 'cohort', round)`. FNV-1a over the labels, between two of Murmur3's mixers;
 * without the first, seeds and labels that differ in the same bit would cancel out.
 */
export const deriveSeed = (seed: Seed, ...labels: readonly (string | number)[]): Seed => {
  let hash = mix(seed ^ 0x811c9dc5);
  const text = labels.join('\u0000');
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return mix(hash);
};

/** The 32-bit finalizer of MurmurHash3 (Austin Appleby): every input bit reaches every output bit. */
const mix = (value: number): number => {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
};

/**
 * The generator sfc32 (Chris Doty-Humphrey's Small Fast Counter, from PractRand), seeded with a
 * 32-bit integer. Same seed, same stream, on every platform.
 */
export const createRandom = (seed: Seed): Random => {
  let a = seed | 0;
  let b = deriveSeed(seed, 'b') | 0;
  let c = deriveSeed(seed, 'c') | 0;
  let counter = 1;
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return sum >>> 0;
  };
  // The state needs some steps until the seed has reached all of it.
  for (let i = 0; i < 15; i++) next();

  const uniform = (): number => next() / 0x1_0000_0000;
  const integer = (bound: number): number => Math.floor(uniform() * bound);
  return {
    uniform,
    integer,
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
    shuffle: (items) => {
      for (let i = items.length - 1; i > 0; i--) {
        const j = integer(i + 1);
        const kept = items[i];
        items[i] = items[j];
        items[j] = kept;
      }
      return items;
    },
  };
};
