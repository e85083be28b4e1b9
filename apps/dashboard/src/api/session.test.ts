import { describe, expect, it } from 'vitest';
import { tokenInHash } from './session.ts';

describe('tokenInHash', () => {
  it('finds the token that the terminal printed, and nothing else', () => {
    expect(tokenInHash('#token=abc-DEF_1.2')).toBe('abc-DEF_1.2');
    expect(['', '#', '#token=', '#main'].map(tokenInHash)).toEqual([null, null, null, null]);
  });
});
