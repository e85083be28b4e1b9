import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { countWeights } from '@tributary/fedavg';
import { describe, expect, it } from 'vitest';
import { buildModel } from '../model.ts';
import type { ModelInput } from '../model-input.ts';
import { modelLaws } from '../testing/model-laws.ts';
import { models } from './registry.generated.ts';

const digits: ModelInput = { featureShape: [28, 28, 1], numClasses: 10 };
const colours: ModelInput = { featureShape: [8, 6, 3], numClasses: 5 };
const measurements: ModelInput = { featureShape: [13], numClasses: 2 };
const text: ModelInput = { featureShape: [7], numClasses: 86, featureKind: 'tokens' };

for (const model of models.entries) {
  for (const input of [colours, measurements, text]) {
    if (model.accepts?.(input) === undefined) modelLaws(model, input, tf);
  }
}

describe('every model', () => {
  it.each(models.entries)('$name is for some data, and says why not for other', (model) => {
    const reasons = [colours, measurements, text].map((input) => model.accepts?.(input));
    expect(reasons).toContain(undefined);
    const unfit = [colours, measurements, text][reasons.findIndex((reason) => reason)];
    expect(unfit).toBeDefined();
    expect(() => buildModel(model, unfit as ModelInput)).toThrow(
      `The model "${model.name}" does not fit this data: it `,
    );
  });
});

describe('published sizes', () => {
  it.each([
    ['mlp-2nn', digits, 199_210],
    ['logistic-regression', digits, 7_850],
    ['cnn', digits, 1_663_370],
    ['char-lstm', { ...text, featureShape: [80] }, 819_462],
    ['resnet-20', { featureShape: [32, 32, 3], numClasses: 10 }, 272_282],
  ] as const)('%s', (name, input, size) => {
    expect(countWeights(models.get(name).build(input).manifest)).toBe(size);
  });
});
