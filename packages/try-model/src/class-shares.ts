/** One class with how likely the model holds it to be. */
export interface ClassShare {
  readonly name: string;
  /** In [0, 1]; those of all classes sum to 1. */
  readonly share: number;
}

/** Softmax in float64, without overflow. @param temperature above 0: below 1 the likely gets likelier */
export const sharesOf = (logits: Float32Array, temperature = 1): number[] => {
  const scaled = Array.from(logits, (logit) => logit / temperature);
  const largest = scaled.reduce((max, value) => Math.max(max, value), Number.NEGATIVE_INFINITY);
  const powers = scaled.map((value) => Math.exp(value - largest));
  const sum = powers.reduce((total, value) => total + value, 0);
  return powers.map((value) => value / sum);
};

/** The classes by how likely they are, the likeliest first. @param logits one for each name */
export const rankClasses = (logits: Float32Array, names: readonly string[]): ClassShare[] =>
  sharesOf(logits)
    .map((share, index) => ({ name: names[index] ?? `class ${index}`, share }))
    .sort((a, b) => b.share - a.share);

/**
 * Draws a class.
 * @param chance uniform in [0, 1)
 * @param temperature 0: always the likeliest
 */
export const drawClass = (logits: Float32Array, temperature: number, chance: number): number => {
  if (temperature === 0) {
    return logits.reduce((best, value, at) => (value > (logits[best] as number) ? at : best), 0);
  }
  let left = chance;
  const shares = sharesOf(logits, temperature);
  for (const [index, share] of shares.entries()) {
    left -= share;
    if (left < 0) return index;
  }
  // Rounding may leave a little beyond the last: it belongs to the likeliest.
  return shares.indexOf(Math.max(...shares));
};
