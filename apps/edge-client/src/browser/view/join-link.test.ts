import { describe, expect, it } from 'vitest';
import { tokenFromHash, tokenFromText } from './join-link.ts';

describe('join link', () => {
  it('reads the token of the hash', () => {
    expect(tokenFromHash('#token=abc.def-123')).toBe('abc.def-123');
    expect(tokenFromHash('#token=a%2Bb%3D')).toBe('a+b=');
    expect(tokenFromHash('#token=')).toBeNull();
    expect(tokenFromHash('')).toBeNull();
  });

  it('takes a whole link or a bare token from the clipboard', () => {
    expect(tokenFromText(' http://host:8080/join/?backend=wasm#token=abc.def ')).toBe('abc.def');
    expect(tokenFromText('eyJhbGciOi.J9-_x')).toBe('eyJhbGciOi.J9-_x');
  });

  it('refuses links without a token and other text', () => {
    expect(tokenFromText('http://host:8080/join/')).toBeNull();
    expect(tokenFromText('hello world, this is no token')).toBeNull();
    expect(tokenFromText('short')).toBeNull();
  });
});
