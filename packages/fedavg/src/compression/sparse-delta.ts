import { BLOCK_LENGTH, type DeltaReader } from '../delta-reader.ts';

/**
 * A delta that is 0 but for some places.
 * @param indices ascending, below `size`
 * @param kept what stands at each of them
 */
export const sparseDelta = (size: number, indices: Uint32Array, kept: DeltaReader): DeltaReader => {
  const keptAt = randomAccess(kept);
  return {
    size,
    read: (begin, out) => {
      out.fill(0);
      const end = begin + out.length;
      for (let at = firstAtLeast(indices, begin); at < indices.length; at++) {
        const index = indices[at] as number;
        if (index >= end) break;
        out[index - begin] = keptAt(at);
      }
    },
  };
};

/** One value at a time; quick where neighbours are asked for one after the other. */
const randomAccess = (delta: DeltaReader): ((index: number) => number) => {
  const block = new Float32Array(Math.min(BLOCK_LENGTH, delta.size));
  let begin = Number.NaN;
  return (index) => {
    const offset = index % BLOCK_LENGTH;
    if (index - offset !== begin) {
      begin = index - offset;
      delta.read(begin, block.subarray(0, Math.min(BLOCK_LENGTH, delta.size - begin)));
    }
    return block[offset] as number;
  };
};

/** The first place of a sorted list with a number not below `bound`. */
const firstAtLeast = (sorted: Uint32Array, bound: number): number => {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
};
