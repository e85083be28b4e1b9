import type { Tokeniser } from './tokeniser.ts';

/** Letters (with their marks) and digits of any script, with apostrophes between them. */
const WORD = /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}\p{N}]+)*/gu;

/** FNV-1a over bytes, 32 bits (Fowler, Noll and Vo; RFC 9923). */
export const fnv1a = (bytes: Uint8Array): number => {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
};

/**
 * A token is a word, its index 1 + FNV-1a(UTF-8) mod `buckets`; small and capital letters are the same,
 * and so are both apostrophes.
 */
export const hashWords = (buckets: number): Tokeniser => {
  const encoder = new TextEncoder();
  const known = new Map<string, number>();
  const indexOf = (word: string): number => {
    const index = known.get(word) ?? 1 + (fnv1a(encoder.encode(word)) % buckets);
    known.set(word, index);
    return index;
  };
  return {
    vocabularySize: buckets + 1,
    tokenise: (text, into) => {
      const normal = text.normalize('NFC').toLowerCase().replaceAll('’', "'");
      let position = 0;
      for (const [word] of normal.matchAll(WORD)) {
        if (position === into.length) break;
        into[position++] = indexOf(word);
      }
    },
  };
};
