import { buildModel, type ModelInput, models } from '@tributary/model-zoo';
import { describe, expect, it } from 'vitest';
import { timeStep } from './step-timing.ts';
import { startBackend } from './testing/start-backend.ts';

const inputs: readonly (readonly [name: string, input: ModelInput, model: string])[] = [
  ['classes', { featureShape: [4], numClasses: 3 }, 'logistic-regression'],
  ['a number', { featureShape: [4], numClasses: 1, target: 'number' }, 'tabular-mlp'],
  ['the next token', { featureShape: [6], numClasses: 9, featureKind: 'tokens' }, 'char-lstm'],
];

describe.each(['cpu', 'wasm'] as const)('timing a step on %s', (backend) => {
  it.each(inputs)('of a model that learns %s', async (_, input, name) => {
    const tf = await startBackend(backend);
    const model = buildModel(models.get(name), input);
    const tensors = tf.memory().numTensors;
    const options = { budgetMs: 1, signal: new AbortController().signal };
    expect(await timeStep(tf, { model, input }, options)).toBeGreaterThan(0);
    expect(tf.memory().numTensors).toBe(tensors);
  });
});
