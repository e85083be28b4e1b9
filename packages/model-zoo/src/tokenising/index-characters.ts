import type { Tokeniser } from './tokeniser.ts';

/**
 * A token is a character; its index is its place in the alphabet, counted from 1. All others share the
 * index after the last.
 * @throws {RangeError} when a character stands in the alphabet twice; the message is a clause
 */
export const indexCharacters = (alphabet: string): Tokeniser => {
  const characters = [...alphabet];
  const indices = new Map(characters.map((character, place) => [character, place + 1]));
  if (indices.size < characters.length) {
    const twice = characters.find((character, place) => indices.get(character) !== place + 1);
    throw new RangeError(`the alphabet has ${JSON.stringify(twice)} twice`);
  }
  const other = characters.length + 1;
  return {
    vocabularySize: other + 1,
    tokenise: (text, into) => {
      let position = 0;
      for (const character of text) {
        if (position === into.length) break;
        into[position++] = indices.get(character) ?? other;
      }
    },
  };
};
