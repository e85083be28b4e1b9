/** How good a model is on some examples. */
export interface Score {
  /** The share of labels that it gets right; null where numbers are predicted. */
  readonly accuracy: number | null;
  /** Mean cross-entropy in nats, or mean squared error. */
  readonly loss: number;
  readonly numExamples: number;
}

/**
 * The score of the whole from the scores of its parts; parts without examples do not count.
 * @throws {RangeError} when no part has any
 */
export const poolScores = (parts: readonly Score[]): Score => {
  const scored = parts.filter(({ numExamples }) => numExamples > 0);
  const numExamples = scored.reduce((sum, part) => sum + part.numExamples, 0);
  if (numExamples === 0) throw new RangeError('There are no examples to score a model on.');
  const mean = (of: (part: Score) => number) =>
    scored.reduce((sum, part) => sum + of(part) * part.numExamples, 0) / numExamples;
  return {
    accuracy: scored.every(({ accuracy }) => accuracy !== null)
      ? mean(({ accuracy }) => accuracy ?? 0)
      : null,
    loss: mean(({ loss }) => loss),
    numExamples,
  };
};
