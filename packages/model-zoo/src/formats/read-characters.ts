import type { Examples } from '../dataset.ts';

/** A stretch of text by one hand; windows never reach from one into another. */
export interface TextSection {
  readonly text: string;
  readonly naturalId: number;
}

export interface CharactersOptions {
  /** Each character's token is its place in here, from 0; what is not in here gets 0 too. */
  readonly alphabet: string;
  /** Tokens in a window. */
  readonly length: number;
}

/**
 * Text for learning the next character, as McMahan et al. 2017 (section 3) unroll it: windows of
 * `length` tokens that follow each other without overlap, each position's label being the token after
 * it. What is left at the end of a section is dropped.
 * @returns features and labels as Int32Array [windows, length]
 * @throws {RangeError} when a character stands in the alphabet twice.
 */
export const readCharacters = (
  sections: readonly TextSection[],
  { alphabet, length }: CharactersOptions,
): Examples => {
  const characters = [...alphabet];
  const tokens = new Map(characters.map((character, token) => [character, token]));
  if (tokens.size < characters.length) {
    throw new RangeError('A character stands in the alphabet twice.');
  }
  const encoded = sections.map(({ text, naturalId }) => {
    const sequence = Int32Array.from([...text], (character) => tokens.get(character) ?? 0);
    return {
      sequence,
      naturalId,
      windows: Math.max(0, Math.floor((sequence.length - 1) / length)),
    };
  });
  const numExamples = encoded.reduce((total, { windows }) => total + windows, 0);
  const features = new Int32Array(numExamples * length);
  const labels = new Int32Array(numExamples * length);
  const naturalIds = new Int32Array(numExamples);
  let row = 0;
  for (const { sequence, naturalId, windows } of encoded) {
    features.set(sequence.subarray(0, windows * length), row * length);
    labels.set(sequence.subarray(1, windows * length + 1), row * length);
    naturalIds.fill(naturalId, row, row + windows);
    row += windows;
  }
  return { numExamples, featureShape: [length], features, labels, naturalIds };
};
