import { z } from 'zod';
import { inputSize, modelInputOf } from '../model-input.ts';
import { definePreprocessor } from '../preprocessor.ts';
import { encodeBytes } from '../tokenising/encode-bytes.ts';
import { hashWords } from '../tokenising/hash-words.ts';
import { indexCharacters } from '../tokenising/index-characters.ts';
import { textOf } from '../tokenising/text-of.ts';
import type { Tokeniser } from '../tokenising/tokeniser.ts';

/** A line break and what ASCII can print. */
const PRINTABLE = `\n${String.fromCharCode(...Array.from({ length: 95 }, (_, index) => 32 + index))}`;

const params = z.object({
  by: z.enum(['words', 'bytes', 'characters']).default('words').meta({
    title: 'Tokens',
    description: 'What becomes a token: a word, a byte of UTF-8 or a character of the alphabet.',
  }),
  length: z.number().int().min(1).max(100_000).default(64).meta({
    title: 'Length',
    description: 'How many tokens an example has: short texts are filled up, long ones cut off.',
  }),
  buckets: z.number().int().min(1).max(10_000_000).default(10_000).meta({
    title: 'Buckets',
    description: 'Of words: how many different tokens there are.',
  }),
  alphabet: z.string().min(1).max(10_000).default(PRINTABLE).meta({
    title: 'Alphabet',
    description: 'Of characters: those that are told apart. All others become one token.',
  }),
});

const tokeniserOf = ({ by, buckets, alphabet }: z.output<typeof params>): Tokeniser => {
  if (by === 'bytes') return encodeBytes();
  return by === 'words' ? hashWords(buckets) : indexCharacters(alphabet);
};

/**
 * Text (code points, filled up with zeros) ↦ [length] token indices, filled up with zeros.
 *
 * Words are hashed into buckets rather than looked up in a vocabulary ("the hashing trick", Weinberger
 * et al. 2009). A federation has no place to build a vocabulary: counting words would tell the
 * coordinator what people write, a rare name or a typing error among them. A hash needs no count, so no
 * vocabulary leaves a device or reaches one, and a word that nobody had seen before has its index
 * already. The price is that some words share one.
 */
export const tokenise = definePreprocessor({
  name: 'tokenise',
  title: 'Tokenise',
  description: 'Turns text into a row of numbers: one for each word, byte or character.',
  params,
  describe: (input, given) => {
    if (input.featureKind !== 'text') throw new RangeError('the examples are no plain text');
    const { vocabularySize } = tokeniserOf(given);
    const featureShape = [given.length];
    return modelInputOf({ ...input, featureKind: 'tokens', featureShape, vocabularySize });
  },
  apply: (examples, given, { input }) => {
    const { features, numExamples } = examples;
    const points = features instanceof Int32Array ? features : Int32Array.from(features);
    const size = inputSize(input);
    const { length } = given;
    const { tokenise: tokeniseInto } = tokeniserOf(given);
    const tokens = new Int32Array(numExamples * length);
    for (let example = 0; example < numExamples; example++) {
      const text = textOf(points.subarray(example * size, (example + 1) * size));
      tokeniseInto(text, tokens.subarray(example * length, (example + 1) * length));
    }
    return { ...examples, featureShape: [length], features: tokens };
  },
});
