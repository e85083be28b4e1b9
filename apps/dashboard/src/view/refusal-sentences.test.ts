import { rejections } from '@tributary/protocol';
import { describe, expect, it } from 'vitest';
import { countRefused, refusalSentences } from './refusal-sentences.ts';

describe('refusalSentences', () => {
  it('gives each reason once, the most frequent first', () => {
    const refused = { outlier: 1, 'norm-too-large': 16 };
    expect(refusalSentences(refused)).toEqual([
      `16 times: ${rejections['norm-too-large'].message}`,
      `Once: ${rejections.outlier.message}`,
    ]);
    expect(countRefused(refused)).toBe(17);
    expect(countRefused({})).toBe(0);
  });
});
