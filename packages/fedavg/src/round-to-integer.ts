/** Adding and taking away 1.5 · 2^52 rounds a float64 of size below 2^51 to the nearest integer. */
export const ROUND_TO_INTEGER = 1.5 * 2 ** 52;
