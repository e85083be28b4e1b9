import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { ModelInput } from '../model-input.ts';
import { examplesOf } from '../testing/examples-of.ts';
import { fnv1a } from '../tokenising/hash-words.ts';
import { tokenise } from './tokenise.ts';

const POINTS = 40;
const input: ModelInput = { featureShape: [POINTS], numClasses: 2, featureKind: 'text' };

const pointsOf = (texts: readonly string[]): Int32Array => {
  const points = new Int32Array(texts.length * POINTS);
  texts.forEach((text, row) => {
    points.set(
      [...text].map((character) => character.codePointAt(0) as number),
      row * POINTS,
    );
  });
  return points;
};

const tokensOf = (params: z.input<typeof tokenise.params>, ...texts: readonly string[]) => {
  const given = tokenise.params.parse(params);
  const { features } = tokenise.apply(examplesOf([POINTS], pointsOf(texts)), given, {
    input,
    seed: 1,
  });
  return [...features];
};

describe('tokenise by words', () => {
  const words = (...texts: string[]) => tokensOf({ buckets: 1e6, length: 4 }, ...texts);

  it('gives the same word the same index, whoever writes it', () => {
    const [first] = words('rain');
    const bytes = new TextEncoder().encode('rain');
    expect(first).toBe(1 + (fnv1a(bytes) % 1e6));
    expect(words('Rain, RAIN and (rain)!')).toEqual([first, first, expect.anything(), first]);
  });

  it('hashes as FNV-1a is published', () => {
    const hash = (text: string) => fnv1a(new TextEncoder().encode(text));
    expect([hash(''), hash('a'), hash('foobar')]).toEqual([0x811c9dc5, 0xe40c292c, 0xbf9cf968]);
  });

  it('knows the words of every script, and takes marks and apostrophes for parts of them', () => {
    const [a, b, c, padding] = words('Straße 東京 हिन्दी');
    expect(new Set([a, b, c]).size).toBe(3);
    expect(padding).toBe(0);
    expect(words("it's 'it’s'").slice(0, 3)).toEqual([...words("it's it's").slice(0, 2), 0]);
    // "é" as one character and as a letter with a mark.
    expect(words('caf\u00e9')).toEqual(words('cafe\u0301'));
  });

  it('fills short texts up and cuts long ones, each on its own', () => {
    const [a] = words('a');
    expect(words('', 'a a a a a a a', '… !')).toEqual([0, 0, 0, 0, a, a, a, a, 0, 0, 0, 0]);
  });

  it('never gives a word the index for padding, however few buckets there are', () => {
    expect(tokensOf({ buckets: 1, length: 3 }, 'one two three')).toEqual([1, 1, 1]);
    const params = tokenise.params.parse({ buckets: 50, length: 3 });
    expect(tokenise.describe(input, params)).toEqual({
      featureShape: [3],
      numClasses: 2,
      featureKind: 'tokens',
      vocabularySize: 51,
    });
  });
});

describe('tokenise by bytes', () => {
  it('gives the bytes of UTF-8', () => {
    expect(tokensOf({ by: 'bytes', length: 6 }, 'aé😀')).toEqual([97, 195, 169, 240, 159, 152]);
    expect(tokensOf({ by: 'bytes', length: 3 }, 'a')).toEqual([97, 0, 0]);
  });
});

describe('tokenise by characters', () => {
  it('gives places in the alphabet, and one index to all others', () => {
    const params = { by: 'characters', alphabet: 'ab😀', length: 6 } as const;
    expect(tokensOf(params, 'b😀aéB')).toEqual([2, 3, 1, 4, 4, 0]);
    expect(tokenise.describe(input, tokenise.params.parse(params)).vocabularySize).toBe(5);
  });

  it('refuses an alphabet with a character twice', () => {
    const params = tokenise.params.parse({ by: 'characters', alphabet: 'abcb' });
    expect(() => tokenise.describe(input, params)).toThrow('the alphabet has "b" twice');
  });
});

describe('text that is none', () => {
  it('is read as characters that cannot be read', () => {
    const broken = Int32Array.from({ length: POINTS }, (_, at) => [0xd800, -4, 0x110000][at] ?? 0);
    const { features } = tokenise.apply(
      examplesOf([POINTS], broken),
      tokenise.params.parse({ by: 'characters', alphabet: '\ufffd', length: 4 }),
      { input, seed: 1 },
    );
    expect([...features]).toEqual([1, 1, 1, 0]);
  });
});
