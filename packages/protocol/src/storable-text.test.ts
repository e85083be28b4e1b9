import { expect, it } from 'vitest';
import { z } from 'zod';
import { storableText } from './storable-text.ts';

it.each([
  ['edge-1 \u{1f4f1}', 'edge-1 \u{1f4f1}'],
  ['a\0b', 'a\ufffdb'],
  ['half \ud83d of a pair', 'half \ufffd of a pair'],
])('%j becomes %j', (text, kept) => expect(storableText(20 + 2).parse(text)).toBe(kept));

it('has a length, and a place in the description of the interface', () => {
  expect(storableText(3).safeParse('four').success).toBe(false);
  expect(z.toJSONSchema(storableText(3))).toMatchObject({ type: 'string', maxLength: 3 });
});
