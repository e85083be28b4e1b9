/**
 * A sorted list of indices as Golomb–Rice-coded gaps (Rice 1979): a gap is ⌊gap/2ᵇ⌋ ones, a zero and
 * b bits. Gaps of indices drawn at random are geometric, for which this is within a few hundredths of
 * a bit of the entropy: 8.11 bits an index at a density of 1 % (entropy 8.08), and 8.55 at most.
 *
 * Layout: b in a byte, then the bits, lowest first.
 */

const MAX_SHIFT = 30;

/** @param indices ascending, each below 2³¹ */
export const encodeIndices = (indices: Uint32Array): Uint8Array => {
  const gaps = gapsOf(indices);
  const { shift, bits } = cheapestShift((candidate) => codedBits(gaps, candidate));
  const bytes = new Uint8Array(1 + Math.ceil(bits / 8));
  bytes[0] = shift;
  let at = 8;
  const putOne = (): void => {
    bytes[at >> 3] = (bytes[at >> 3] as number) | (1 << (at & 7));
    at++;
  };
  for (const gap of gaps) {
    for (let ones = gap >>> shift; ones > 0; ones--) putOne();
    at++;
    for (let bit = 0; bit < shift; bit++) {
      if ((gap >>> bit) & 1) putOne();
      else at++;
    }
  }
  return bytes;
};

/** The most bytes that `count` indices below `size` can take. */
export const maxIndexBytes = (count: number, size: number): number =>
  1 +
  Math.ceil(
    cheapestShift((shift) => count * (1 + shift) + Math.floor((size - count) / 2 ** shift)).bits /
      8,
  );

/**
 * @param count how many indices there must be
 * @param size what each index must be below
 * @returns the indices, ascending, or what is wrong with the bytes
 */
export const decodeIndices = (
  bytes: Uint8Array,
  { count, size }: { readonly count: number; readonly size: number },
): Uint32Array | string => {
  const shift = bytes[0];
  if (shift === undefined) return 'the list of indices is missing';
  if (shift > MAX_SHIFT) return `indices cannot be coded with a shift of ${shift}`;
  const end = 8 * bytes.length;
  if (8 + count * (1 + shift) > end) return `there are too few bytes for ${count} indices`;
  const indices = new Uint32Array(count);
  let at = 8;
  let next = 0;
  const bitAt = (position: number): number =>
    ((bytes[position >> 3] as number) >> (position & 7)) & 1;
  for (let i = 0; i < count; i++) {
    let ones = 0;
    for (; at < end && bitAt(at) === 1; at++) ones++;
    at++;
    if (at + shift > end) return 'the list of indices breaks off';
    let low = 0;
    for (let bit = 0; bit < shift; bit++) low += bitAt(at++) * 2 ** bit;
    next += ones * 2 ** shift + low;
    if (next >= size) return `an index lies beyond the ${size} values`;
    indices[i] = next;
    next++;
  }
  return Math.ceil(at / 8) === bytes.length ? indices : 'bytes follow the list of indices';
};

const gapsOf = (indices: Uint32Array): Uint32Array => {
  const gaps = new Uint32Array(indices.length);
  let next = 0;
  indices.forEach((index, i) => {
    gaps[i] = index - next;
    next = index + 1;
  });
  return gaps;
};

const codedBits = (gaps: Uint32Array, shift: number): number => {
  let bits = gaps.length * (1 + shift);
  for (let i = 0; i < gaps.length; i++) bits += (gaps[i] as number) >>> shift;
  return bits;
};

const cheapestShift = (bitsWith: (shift: number) => number): { shift: number; bits: number } => {
  let cheapest = { shift: 0, bits: bitsWith(0) };
  for (let shift = 1; shift <= MAX_SHIFT; shift++) {
    const bits = bitsWith(shift);
    if (bits < cheapest.bits) cheapest = { shift, bits };
  }
  return cheapest;
};
