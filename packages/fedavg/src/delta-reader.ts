/** How many weights are read at a time: 32 KiB of float32, which stay in a core's nearest cache. */
export const BLOCK_LENGTH = 8192;

/**
 * A model delta that is read block by block. What travelled compressed is decoded on the way, straight
 * into the memory of whoever sums it up, so it is never whole in memory unless it was to begin with.
 */
export interface DeltaReader {
  /** One scalar per weight of the model. */
  readonly size: number;
  /**
   * Writes the values from `begin` on into `out`.
   * @param begin a multiple of {@link BLOCK_LENGTH}
   * @param out at most a block long; `begin + out.length` is at most `size`
   */
  read(begin: number, out: Float32Array): void;
  /** The values themselves, where they lie in memory; not to be changed. */
  readonly whole?: Float32Array;
}

/** A delta that lies in memory. */
export const denseDelta = (values: Float32Array): DeltaReader => ({
  size: values.length,
  whole: values,
  read: (begin, out) => out.set(values.subarray(begin, begin + out.length)),
});

/** The whole delta as one new vector. */
export const readWhole = (delta: DeltaReader): Float32Array => {
  const values = new Float32Array(delta.size);
  forEachBlock(delta.size, (begin, length) => {
    delta.read(begin, values.subarray(begin, begin + length));
  });
  return values;
};

/** Calls back for each block of a vector, in order. */
export const forEachBlock = (
  size: number,
  visit: (begin: number, length: number) => void,
): void => {
  for (let begin = 0; begin < size; begin += BLOCK_LENGTH) {
    visit(begin, Math.min(BLOCK_LENGTH, size - begin));
  }
};
