import { z } from 'zod';
import type { Examples } from '../dataset.ts';
import { type ModelInput, modelInputOf } from '../model-input.ts';
import { definePreprocessor } from '../preprocessor.ts';

/** Numbers at each of the first axis's places. */
const widthOf = ({ featureShape }: ModelInput): number => featureShape[1] ?? 1;

const blankLike = (features: Examples['features'], length: number): Examples['features'] => {
  if (features instanceof Int32Array) return new Int32Array(length);
  return features instanceof Uint8Array ? new Uint8Array(length) : new Float32Array(length);
};

/** Brings sequences to one length: zeros after short ones (the token for padding), the end cut off long ones. */
export const pad = definePreprocessor({
  name: 'pad',
  title: 'Pad',
  description:
    'Brings every sequence to the same length: fills up with zeros, or cuts off the end.',
  params: z.object({
    length: z.number().int().min(1).max(100_000).default(64).meta({
      title: 'Length',
      description: 'How many tokens or moments an example has afterwards.',
    }),
  }),
  describe: (input, { length }) => {
    const { featureKind, featureShape, vocabularySize } = input;
    if (featureKind === 'text') {
      throw new RangeError('the examples are plain text: put the step "tokenise" before it');
    }
    if (featureShape.length !== (featureKind === 'tokens' ? 1 : 2)) {
      throw new RangeError(
        `it takes tokens or windows [moments, channels], but an example is [${featureShape}]`,
      );
    }
    if (featureKind === 'tokens' && vocabularySize === undefined) {
      throw new RangeError(
        'the examples have a label for each position, and it would add positions',
      );
    }
    return modelInputOf({ ...input, featureShape: [length, ...featureShape.slice(1)] });
  },
  apply: (examples, { length }, { input }) => {
    const { features, numExamples, featureShape } = examples;
    const old = (featureShape[0] as number) * widthOf(input);
    const size = length * widthOf(input);
    const kept = Math.min(old, size);
    const padded = blankLike(features, numExamples * size);
    for (let example = 0; example < numExamples; example++) {
      padded.set(features.subarray(example * old, example * old + kept), example * size);
    }
    return { ...examples, featureShape: [length, ...featureShape.slice(1)], features: padded };
  },
});
