import { describe, expect, it } from 'vitest';
import { formatScore, typicalError } from './score.ts';

describe('formatScore', () => {
  it('is the accuracy, the loss where there is none, and a dash where there is neither', () => {
    expect(formatScore({ accuracy: 0.9731, loss: 0.1 })).toBe('97.3\u00a0%');
    expect(formatScore({ accuracy: 0, loss: 2.3 })).toBe('0.0\u00a0%');
    expect(formatScore({ accuracy: null, loss: 9216 })).toBe('loss 9,220');
    expect(formatScore({ accuracy: null, loss: null })).toBe('–');
  });
});

describe('typicalError', () => {
  it('is in the unit of what is predicted', () => {
    expect(typicalError({ loss: 9216 })).toBe(96);
    expect(typicalError({ loss: null })).toBeNull();
  });
});
