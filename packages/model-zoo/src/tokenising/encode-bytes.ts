import type { Tokeniser } from './tokeniser.ts';

/** A token is a byte of UTF-8, and its own index: no text has byte 0, so that 0 is free for padding. */
export const encodeBytes = (): Tokeniser => {
  const encoder = new TextEncoder();
  return {
    vocabularySize: 256,
    tokenise: (text, into) => {
      into.set(encoder.encode(text).subarray(0, into.length));
    },
  };
};
