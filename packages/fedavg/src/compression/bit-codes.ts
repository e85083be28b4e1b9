/** Codes of 1 to 4 bits each, one after the other without gaps, the first in the lowest bits. */

export const packedBytes = (count: number, bits: number): number => Math.ceil((count * bits) / 8);

/** Writes a code at its place; the place must hold zeros. */
export const putCode = (packed: Uint8Array, index: number, code: number, bits: number): void => {
  const at = index * bits;
  const byte = at >> 3;
  const shifted = code << (at & 7);
  packed[byte] = (packed[byte] as number) | (shifted & 0xff);
  if (shifted > 0xff) packed[byte + 1] = (packed[byte + 1] as number) | (shifted >> 8);
};

/** Looks each of the first `out.length` codes up in a table of 2^bits values. */
export const lookUpCodes = (
  packed: Uint8Array,
  bits: number,
  table: Float32Array,
  out: Float32Array,
): void => {
  const mask = (1 << bits) - 1;
  for (let i = 0; i < out.length; i++) {
    const at = i * bits;
    const byte = at >> 3;
    const pair = (packed[byte] as number) | ((packed[byte + 1] ?? 0) << 8);
    out[i] = table[(pair >> (at & 7)) & mask] as number;
  }
};
