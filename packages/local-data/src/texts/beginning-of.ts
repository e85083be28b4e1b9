import type { Examples, NextCharacterSchema } from '@tributary/model-zoo';

/** The end of a text as an example, and the position after which the next character comes. */
export interface Beginning {
  readonly example: Pick<Examples, 'numExamples' | 'featureShape' | 'features'>;
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
