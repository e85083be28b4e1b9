import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { countWeights } from '@tributary/fedavg';
import { describe, expect, it } from 'vitest';
import { modelLaws } from '../testing/model-laws.ts';
import { models } from './registry.generated.ts';

const digits = { featureShape: [28, 28, 1], numClasses: 10 };

for (const model of models.entries) {
  modelLaws(model, digits, tf);
  modelLaws(model, { featureShape: [13], numClasses: 2 }, tf);
}

describe('published sizes on MNIST', () => {
  it.each([
    ['mlp-2nn', 199_210],
    ['logistic-regression', 7_850],
  ])('%s has %i weights', (name, size) => {
    expect(countWeights(models.get(name).build(digits).manifest)).toBe(size);
  });
});
