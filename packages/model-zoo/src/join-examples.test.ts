import { describe, expect, it } from 'vitest';
import type { Examples } from './dataset.ts';
import { joinExamples, withNaturalId } from './join-examples.ts';

const create = (first: number, count: number): Examples => ({
  numExamples: count,
  featureShape: [1],
  features: Float32Array.from({ length: count }, (_, row) => first + row),
  labels: new Int32Array(count).fill(first),
});

describe('joinExamples', () => {
  it('puts examples one after another, with their natural ids', () => {
    const joined = joinExamples([withNaturalId(create(1, 2), 5), withNaturalId(create(7, 1), 3)]);
    expect(joined).toEqual({
      numExamples: 3,
      featureShape: [1],
      features: Float32Array.of(1, 2, 7),
      labels: Int32Array.of(1, 1, 7),
      naturalIds: Int32Array.of(5, 5, 3),
    });
    expect(joinExamples([create(1, 2)])).not.toHaveProperty('naturalIds');
  });

  it('refuses what does not go together', () => {
    const plain = create(1, 2);
    for (const parts of [
      [],
      [plain, withNaturalId(plain, 0)],
      [plain, { ...plain, featureShape: [2] }],
      [plain, { ...plain, labels: new Float32Array(2) }],
    ]) {
      expect(() => joinExamples(parts)).toThrow(RangeError);
    }
  });
});
