import type { TextsSchema } from '@tributary/model-zoo';
import type { UnlabelledExamples } from '@tributary/trainer';

/** A text as an example: its code points, cut off or filled up with zeros. */
export const textExample = ({ length }: TextsSchema, text: string): UnlabelledExamples => {
  const features = new Int32Array(length);
  features.set([...text].slice(0, length).map((character) => character.codePointAt(0) ?? 0));
  return { numExamples: 1, featureShape: [length], features };
};
