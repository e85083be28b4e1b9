/** The flags of `assembly/tile.ts`. */
export const ACCUMULATE = 1;
export const RELU = 2;
