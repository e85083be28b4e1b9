import { describe, expect, it } from 'vitest';
import { readCharacters } from './read-characters.ts';

describe('readCharacters', () => {
  it('makes windows whose labels are the next characters, within sections', () => {
    const sections = [
      { text: 'abcabca', naturalId: 4 },
      { text: 'cba', naturalId: 2 },
      { text: 'xbcab', naturalId: 7 },
    ];
    expect(readCharacters(sections, { alphabet: '.abc', length: 3 })).toEqual({
      numExamples: 3,
      featureShape: [3],
      features: Int32Array.of(1, 2, 3, 1, 2, 3, 0, 2, 3),
      labels: Int32Array.of(2, 3, 1, 2, 3, 1, 2, 3, 1),
      naturalIds: Int32Array.of(4, 4, 7),
    });
  });

  it('takes a code point for one character', () => {
    const sections = [{ text: 'a😀b', naturalId: 0 }];
    const { features, labels } = readCharacters(sections, { alphabet: 'ab😀', length: 2 });
    expect([features, labels]).toEqual([Int32Array.of(0, 2), Int32Array.of(2, 1)]);
  });

  it('refuses an alphabet with a character twice', () => {
    expect(() => readCharacters([], { alphabet: 'aba', length: 2 })).toThrow(RangeError);
  });
});
