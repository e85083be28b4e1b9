import { expect, it } from 'vitest';
import { createWrongTokens } from './wrong-tokens.ts';

const limits = { wrongTokensPerMinute: 3, maxTokenChecksPerAddress: 2 };
const wrong = async () => false;
const right = async () => true;
const refused = { code: 'too-many-requests' };

it('refuses an address that guesses, for a minute, and nobody else', async () => {
  let nowMs = 0;
  const tokens = createWrongTokens(limits, () => nowMs);
  for (const check of [wrong, wrong, right, wrong]) await tokens.check('10.0.0.1', check);
  await expect(tokens.check('10.0.0.1', right)).rejects.toMatchObject({ rejection: refused });
  expect(await tokens.check('10.0.0.2', right)).toBe(true);
  nowMs = 60_000;
  expect(await tokens.check('10.0.0.1', right)).toBe(true);
});

it('lets an address take few of the places where tokens are checked', async () => {
  const tokens = createWrongTokens(limits, () => 0);
  let finish = (_: boolean): void => undefined;
  const slow = () =>
    new Promise<boolean>((resolve) => {
      finish = resolve;
    });
  const waiting = [tokens.check('10.0.0.1', right), tokens.check('10.0.0.1', slow)];
  await expect(tokens.check('10.0.0.1', right)).rejects.toMatchObject({ rejection: refused });
  expect(await tokens.check('10.0.0.2', right)).toBe(true);
  finish(true);
  expect(await Promise.all(waiting)).toEqual([true, true]);
  expect(await tokens.check('10.0.0.1', right)).toBe(true);
});
