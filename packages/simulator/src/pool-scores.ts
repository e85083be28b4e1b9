import type { Score } from './crew.ts';

/** The scores of the whole from the scores of its parts. */
export const poolScores = (parts: readonly Score[]): Score => {
  const scored = parts.filter(({ numExamples }) => numExamples > 0);
  const numExamples = scored.reduce((sum, part) => sum + part.numExamples, 0);
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
