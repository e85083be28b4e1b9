import { describe, expect, it } from 'vitest';
import type { Examples } from './dataset.ts';
import { selectExamples } from './select-examples.ts';

const examples: Examples = {
  numExamples: 3,
  featureShape: [2],
  features: Uint8Array.of(1, 2, 3, 4, 5, 6),
  labels: Int32Array.of(7, 8, 9),
  naturalIds: Int32Array.of(70, 80, 90),
};

describe('selectExamples', () => {
  it('copies rows in the order asked for', () => {
    const selected = selectExamples(examples, Int32Array.of(2, 0));
    expect(selected).toEqual({
      numExamples: 2,
      featureShape: [2],
      features: Uint8Array.of(5, 6, 1, 2),
      labels: Int32Array.of(9, 7),
      naturalIds: Int32Array.of(90, 70),
    });
    selected.features[0] = 0;
    expect(examples.features[4]).toBe(5);
  });

  it('keeps floats and does not invent natural ids', () => {
    const { naturalIds: _, ...anonymous } = examples;
    const floats = { ...anonymous, features: Float32Array.of(0.5, 1, 2, 3, 4, 5) };
    const selected = selectExamples(floats, Int32Array.of(0));
    expect(selected.features).toEqual(Float32Array.of(0.5, 1));
    expect(selected).not.toHaveProperty('naturalIds');
  });

  it('keeps tokens, and with each example the labels of all its positions', () => {
    const text: Examples = {
      numExamples: 3,
      featureShape: [2],
      features: Int32Array.of(10, 11, 20, 21, 30, 31),
      labels: Int32Array.of(11, 12, 21, 22, 31, 32),
    };
    expect(selectExamples(text, Int32Array.of(2, 0))).toEqual({
      numExamples: 2,
      featureShape: [2],
      features: Int32Array.of(30, 31, 10, 11),
      labels: Int32Array.of(31, 32, 11, 12),
    });
  });

  it('refuses an example that does not exist', () => {
    expect(() => selectExamples(examples, Int32Array.of(0, 3))).toThrow(/no example 3 among 3/);
  });
});
