import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { countWeights } from '@tributary/fedavg';
import { describe, expect, it } from 'vitest';
import { buildModel } from '../model.ts';
import type { ModelInput } from '../model-input.ts';
import { preprocessedInput } from '../preprocessed-input.ts';
import { tasks } from '../tasks/registry.generated.ts';
import { modelLaws } from '../testing/model-laws.ts';
import { models } from './registry.generated.ts';

const digits: ModelInput = { featureShape: [28, 28, 1], numClasses: 10 };
const cifar: ModelInput = { featureShape: [32, 32, 3], numClasses: 10 };
const thumbnails: ModelInput = { featureShape: [8, 6, 3], numClasses: 5 };
const pictures: ModelInput = { featureShape: [20, 18, 3], numClasses: 5 };
const windows: ModelInput = { featureShape: [16, 3], numClasses: 4 };
const measurements: ModelInput = { featureShape: [13], numClasses: 2 };
const table: ModelInput = { featureShape: [5], numClasses: 3, categories: [0, 7, 0, 2, 40] };
const amounts: ModelInput = { ...table, numClasses: 1, target: 'number' };
const text: ModelInput = { featureShape: [7], numClasses: 86, featureKind: 'tokens' };
const sentences: ModelInput = {
  featureShape: [7],
  numClasses: 3,
  featureKind: 'tokens',
  vocabularySize: 50,
};

/** A model is tried with the first of each kind that it is for. */
const kinds = [
  [thumbnails, pictures],
  [windows],
  [measurements],
  [table],
  [amounts],
  [text],
  [sentences],
];
const samples = kinds.flat();

for (const model of models.entries) {
  for (const kind of kinds) {
    const input = kind.find((sample) => model.accepts?.(sample) === undefined);
    if (input) modelLaws(model, input, tf);
  }
}

describe('every model', () => {
  it.each(models.entries)('$name can be built for the data set that it is listed with', (model) => {
    const dataset = model.typicalDataset;
    const steps = tasks.entries.flatMap(({ preprocessing, ...task }) =>
      task.dataset === dataset && preprocessing ? [preprocessing] : [],
    );
    const inputs = [[], ...steps].map((preprocessing) =>
      preprocessedInput({ dataset, preprocessing }),
    );
    expect(inputs.map((input) => model.accepts?.(input))).toContain(undefined);
  });

  it.each(models.entries)('$name is for some data, and says why not for other', (model) => {
    const reasons = samples.map((input) => model.accepts?.(input));
    expect(reasons).toContain(undefined);
    const unfit = samples.filter((_, index) => reasons[index] !== undefined);
    expect(unfit.length).toBeGreaterThan(0);
    for (const input of unfit) {
      expect(() => buildModel(model, input)).toThrow(
        `The model "${model.name}" does not fit this data: it `,
      );
    }
  });

  it.each([
    ['cnn', 'measurements', measurements, 'it needs pictures [height, width, channels]'],
    ['cifar-cnn', 'thumbnails', thumbnails, 'add the step "resize"'],
    ['window-cnn', 'measurements', measurements, 'it needs windows [steps, channels]'],
    ['mlp-2nn', 'a table', table, 'add the step "one-hot"'],
    ['tabular-mlp', 'windows', windows, 'it needs rows of a table'],
    ['tabular-mlp', 'gaps', { ...table, missing: true }, 'it cannot do with missing numbers'],
    ['tabular-mlp', 'sentences', sentences, 'the examples are tokens of text'],
    ['text-cnn', 'next tokens', text, 'it sorts texts into classes'],
    ['text-embedding', 'letters', { ...text, featureKind: 'text' }, 'add the step "tokenise"'],
    ['char-gpt', 'sentences', sentences, 'it says which token comes next'],
  ] as const)('%s says of %s what to do', (name, _, input, reason) => {
    expect(models.get(name).accepts?.(input)).toContain(reason);
  });
});

/** Adult (census income): 6 numbers and 8 columns of categories. */
const adult: ModelInput = {
  featureShape: [14],
  numClasses: 2,
  categories: [0, 8, 0, 16, 0, 7, 14, 6, 5, 2, 0, 0, 0, 41],
};
const reviews: ModelInput = { ...sentences, featureShape: [60], vocabularySize: 10_001 };

describe('published sizes', () => {
  it.each([
    ['mlp-2nn', digits, 199_210],
    ['logistic-regression', digits, 7_850],
    ['cnn', digits, 1_663_370],
    ['char-lstm', { ...text, featureShape: [80] }, 819_462],
    ['resnet-20', cifar, 272_282],
    ['cifar-cnn', cifar, 122_570],
  ] as const)('%s', (name, input, size) => {
    expect(countWeights(models.get(name).build(input).manifest)).toBe(size);
  });
});

describe('sizes of our own', () => {
  it.each([
    ['mobilenet-small', cifar, 136_778],
    ['tabular-mlp', adult, 7_091],
    ['text-embedding', reviews, 320_131],
    ['text-cnn', reviews, 345_379],
    ['window-cnn', { featureShape: [128, 6], numClasses: 6 }, 36_390],
    ['char-gpt', { ...text, featureShape: [80] }, 165_526],
  ] as const)('%s', (name, input, size) => {
    expect(countWeights(models.get(name).build(input).manifest)).toBe(size);
  });
});
