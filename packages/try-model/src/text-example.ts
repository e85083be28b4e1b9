import type { NextCharacterSchema, TextsSchema } from '@tributary/model-zoo';
import type { UnlabelledExamples } from '@tributary/trainer';

/** A text as an example: its code points, cut off or filled up with zeros. */
export const textExample = ({ length }: TextsSchema, text: string): UnlabelledExamples => {
  const features = new Int32Array(length);
  features.set([...text].slice(0, length).map((character) => character.codePointAt(0) ?? 0));
  return { numExamples: 1, featureShape: [length], features };
};

/** The end of a text as an example, and the position after which the next character comes. */
export interface Beginning {
  readonly example: UnlabelledExamples;
  readonly position: number;
}

/**
 * As much of a text's end as a model of characters looks back at. What is not in the alphabet counts as its first.
 * Places behind the text are filled up: a model of what comes next does not look ahead.
 * @param text at least one character
 */
export const beginningOf = ({ alphabet, length }: NextCharacterSchema, text: string): Beginning => {
  const characters = [...text].slice(-length);
  const places = new Map([...alphabet].map((character, place) => [character, place]));
  const features = new Int32Array(length);
  features.set(characters.map((character) => places.get(character) ?? 0));
  return {
    example: { numExamples: 1, featureShape: [length], features },
    position: characters.length - 1,
  };
};
