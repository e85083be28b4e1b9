/**
 * Where the `count` values of the largest size lie, ascending; of equal ones the first. NaN counts as
 * larger than all, so that it is not lost from sight. Selection digit by digit of the sizes' bits (which
 * sort like the numbers themselves), so O(d) time.
 */
export const indicesOfLargest = (values: Float32Array, count: number): Uint32Array => {
  const sizes = sizeBits(values);
  const { threshold, ties } = thresholdFor(sizes, count);
  const indices = new Uint32Array(count);
  let kept = 0;
  let tiesLeft = ties;
  for (let i = 0; i < sizes.length; i++) {
    const size = sizes[i] as number;
    if (size > threshold || (size === threshold && tiesLeft-- > 0)) indices[kept++] = i;
  }
  return indices;
};

/** The bits of |x|, which order as the numbers do. */
const sizeBits = (values: Float32Array): Uint32Array => {
  const bits = new Uint32Array(Float32Array.from(values).buffer);
  for (let i = 0; i < bits.length; i++) bits[i] = (bits[i] as number) & 0x7fff_ffff;
  return bits;
};

/** A size has 31 bits; they are looked at in these digits, from the top. */
const DIGITS = [
  { shift: 20, bits: 11 },
  { shift: 10, bits: 10 },
  { shift: 0, bits: 10 },
] as const;

/** The count-th largest size, and how many values of just that size are among the count. */
const thresholdFor = (sizes: Uint32Array, count: number): { threshold: number; ties: number } => {
  let known = 0;
  let left = count;
  for (const { shift, bits } of DIGITS) {
    const counts = new Uint32Array(1 << bits);
    for (let i = 0; i < sizes.length; i++) {
      const upTo = (sizes[i] as number) >>> shift;
      if (upTo >>> bits === known) {
        const digit = upTo & (counts.length - 1);
        counts[digit] = (counts[digit] as number) + 1;
      }
    }
    const cut = cutOff(counts, left);
    known = (known << bits) | cut.bucket;
    left = cut.left;
  }
  return { threshold: known, ties: left };
};

/** The bucket in which the count-th value from the top lies, and how many are taken from it. */
const cutOff = (counts: Uint32Array, count: number): { bucket: number; left: number } => {
  let left = count;
  let bucket = counts.length - 1;
  for (; bucket > 0 && left > (counts[bucket] as number); bucket--)
    left -= counts[bucket] as number;
  return { bucket, left };
};
