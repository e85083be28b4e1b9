import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { splitWeights } from '@tributary/fedavg';
import { describe, expect, it } from 'vitest';
import { textCnn } from './text-cnn.ts';
import { textEmbedding } from './text-embedding.ts';

const input = {
  featureShape: [12],
  numClasses: 3,
  featureKind: 'tokens',
  vocabularySize: 20,
} as const;

const filled = (tokens: readonly number[]) =>
  [...tokens, ...new Array<number>(12 - tokens.length).fill(0)] as const;

describe.each([textEmbedding, textCnn])('$name', (model) => {
  const built = model.build(input);
  const values = built.init(3);
  /** The logits of a text, with the row of token 0 as it is or another. */
  const logitsOf = (tokens: readonly number[], padding = 0): number[] =>
    tf.tidy(() => {
      const moved = values.map((value, index) => (index < 32 ? value + padding : value));
      const weights = splitWeights({ manifest: built.manifest, values: moved }).map((weight) =>
        tf.tensor(weight.values, [...weight.shape]),
      );
      const inputs = tf.tensor2d([...filled(tokens)], [1, 12], 'int32');
      return [...built.forward(tf, weights, inputs).dataSync()];
    });

  it('does not hear padding', () => {
    expect(logitsOf([4, 9, 2], 7)).toEqual(logitsOf([4, 9, 2]));
    expect(logitsOf([4, 9, 2, 11, 17, 3])).not.toEqual(logitsOf([4, 9, 2]));
  });

  it('answers to a text without tokens', () => {
    expect(logitsOf([]).every(Number.isFinite)).toBe(true);
  });
});

describe('the order of words', () => {
  it.each([
    [textEmbedding, true],
    [textCnn, false],
  ] as const)('$0.name: makes no difference: $1', (model, same) => {
    const built = model.build(input);
    const weights = splitWeights({ manifest: built.manifest, values: built.init(3) }).map(
      ({ values, shape }) => tf.tensor(values, [...shape]),
    );
    const texts = tf.tensor2d(
      [...filled([4, 9, 2, 11]), ...filled([11, 2, 9, 4])],
      [2, 12],
      'int32',
    );
    const [forwards, backwards] = built.forward(tf, weights, texts).arraySync() as number[][];
    const difference = Math.max(
      ...(forwards as number[]).map((value, index) => Math.abs(value - (backwards?.[index] ?? 0))),
    );
    expect(difference < 1e-6).toBe(same);
  });
});
