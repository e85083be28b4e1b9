import type { ModelInput } from '../model-input.ts';
import { type PreprocessorLawOptions, preprocessorLaws } from '../testing/preprocessor-laws.ts';
import { preprocessors } from './registry.generated.ts';

const picture: ModelInput = { featureShape: [6, 5, 3], numClasses: 4 };
const table: ModelInput = {
  featureShape: [4],
  numClasses: 2,
  categories: [0, 3, 0, 2],
  missing: true,
};
const row: ModelInput = { featureShape: [3], numClasses: 2 };
const text: ModelInput = { featureShape: [20], numClasses: 2, featureKind: 'text' };
const tokens: ModelInput = {
  featureShape: [7],
  numClasses: 2,
  featureKind: 'tokens',
  vocabularySize: 30,
};
const nextToken: ModelInput = { featureShape: [7], numClasses: 30, featureKind: 'tokens' };

const noPicture = [
  [row, 'it needs pictures [height, width, channels], but an example is [3]'],
  [text, 'it needs numbers, but the examples are text'],
] as const;
const noNumbers = [
  [text, 'the examples are text, not numbers'],
  [tokens, 'the examples are text, not numbers'],
] as const;

const settings: Record<
  string,
  PreprocessorLawOptions<(typeof preprocessors.entries)[0]['params']>
> = {
  resize: {
    params: { height: 4, width: 9 },
    input: picture,
    unfit: noPicture,
    bytes: 'kept',
  },
  'centre-crop': {
    params: { height: 4, width: 2 },
    input: picture,
    unfit: [
      ...noPicture,
      [{ ...picture, featureShape: [3, 5, 1] }, '4 × 2 cannot be cut out of 3 × 5 pixels'],
    ],
    bytes: 'kept',
  },
  'random-crop': {
    params: { padding: 2 },
    input: picture,
    unfit: [
      ...noPicture,
      [{ ...picture, featureShape: [5, 2, 1] }, 'a padding of 2 can move all of 5 × 2 pixels away'],
    ],
    bytes: 'kept',
  },
  'random-flip': { params: {}, input: picture, unfit: noPicture, bytes: 'kept' },
  normalise: {
    params: { mean: [0.1, 0.2, 0.3], deviation: 0.5 },
    input: picture,
    unfit: [
      ...noNumbers,
      [{ ...picture, featureShape: [6, 5, 1] }, 'it has 3 numbers for 1 channels or columns'],
      [{ ...row, categories: [0, 2, 0] }, 'some columns are categories'],
    ],
    bytes: 'floats',
  },
  scale: {
    params: { lows: [-0.5, 7, 0, 7], highs: [0.5, 7, 1, 7] },
    input: table,
    unfit: [
      ...noNumbers,
      [row, 'it has 4 numbers for 3 channels or columns'],
      [{ ...table, categories: [0, 0, 0, 2] }, 'the low of column 2 is not below its high'],
    ],
  },
  'fill-missing': { params: { values: [1, 2, 3, 4] }, input: table, unfit: noNumbers },
  standardise: {
    params: { means: [0.1, 9, 0.2, 9], deviations: [2, 9, 0, 9] },
    input: table,
    unfit: [...noNumbers, [row, 'it has 4 numbers for 3 channels or columns']],
  },
  'one-hot': { params: {}, input: table, unfit: [[row, 'no column holds categories']] },
  tokenise: {
    params: { by: 'bytes', length: 12 },
    input: text,
    unfit: [
      [row, 'the examples are no plain text'],
      [tokens, 'the examples are no plain text'],
    ],
  },
  pad: {
    params: { length: 9 },
    input: tokens,
    unfit: [
      [text, 'the examples are plain text: put the step "tokenise" before it'],
      [nextToken, 'the examples have a label for each position'],
      [picture, 'it takes tokens or windows [moments, channels], but an example is [6,5,3]'],
      [row, 'it takes tokens or windows'],
    ],
  },
};

for (const preprocessor of preprocessors.entries) {
  const setting = settings[preprocessor.name];
  if (!setting) throw new Error(`Say here how to test ${preprocessor.name}.`);
  preprocessorLaws(preprocessor, setting);
}
