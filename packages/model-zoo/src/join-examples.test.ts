import { expect, it } from 'vitest';
import type { Examples } from './dataset.ts';
import { joinExamples } from './join-examples.ts';

const examples = (...bytes: number[]): Examples => ({
  numExamples: bytes.length / 2,
  featureShape: [2],
  features: Uint8Array.from(bytes),
  labels: Int32Array.from({ length: bytes.length / 2 }, (_, index) => index),
  naturalIds: new Int32Array(bytes.length / 2).fill(bytes[0] as number),
});

it('puts the second behind the first', () => {
  expect(joinExamples(examples(1, 2, 3, 4), examples(5, 6))).toEqual({
    numExamples: 3,
    featureShape: [2],
    features: Uint8Array.of(1, 2, 3, 4, 5, 6),
    labels: Int32Array.of(0, 1, 0),
    naturalIds: Int32Array.of(1, 1, 5),
  });
});

it.each([
  ['shapes', { ...examples(1, 2), featureShape: [1, 2] }],
  ['features', { ...examples(1, 2), features: Float32Array.of(1, 2) }],
  ['labels', { ...examples(1, 2), labels: Float32Array.of(1) }],
])('refuses other %s', (_, second) => {
  expect(() => joinExamples(examples(1, 2), second)).toThrow(RangeError);
});
