/** Columns that are worked on together: one cache line of float32. */
export const TILE_BYTES: usize = 64;

/**
 * Copies sixteen columns of all rows together. Rows that are a power of two apart would push each
 * other out of the cache if they were gone over more than once where they lie.
 */
@inline
export function gatherTile(tile: usize, values: usize, stride: usize, count: i32): void {
  const end = tile + <usize>count * TILE_BYTES;
  for (; tile < end; tile += TILE_BYTES, values += stride) {
    v128.store(tile, v128.load(values));
    v128.store(tile, v128.load(values, 16), 16);
    v128.store(tile, v128.load(values, 32), 32);
    v128.store(tile, v128.load(values, 48), 48);
  }
}
