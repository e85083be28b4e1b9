import { expect, it } from 'vitest';
import { hashSecret, matchesHash } from './secret-hash.ts';

it('a hash tells its secret from others, and does not hold it', async () => {
  const hash = await hashSecret('open sesame');
  expect(hash).toMatch(/^scrypt\$15\$8\$3\$[\w-]{22}\$[\w-]{43}$/);
  expect(await matchesHash('open sesame', hash)).toBe(true);
  expect(await matchesHash('open sesam', hash)).toBe(false);
  expect(await hashSecret('open sesame')).not.toBe(hash);
});

it('a hash of other parameters is read with those', async () => {
  const made = 'scrypt$4$1$1$AAAAAAAAAAAAAAAAAAAAAA$';
  expect(await matchesHash('x', made)).toBe(false);
  await expect(matchesHash('x', 'plain text')).rejects.toThrow(/no scrypt hash/);
});
