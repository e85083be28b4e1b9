import { expect, it } from 'vitest';
import { createRecent } from './recent.ts';

const openRecent = (maxBytes: number) => {
  const made: string[] = [];
  const recent = createRecent(maxBytes);
  const ask = (key: string, bytes = 10) =>
    recent.get(key, async () => {
      made.push(key);
      return new Uint8Array(bytes);
    });
  return { made, recent, ask };
};

it('makes what many ask for once, and gives all of them the same', async () => {
  const { made, ask } = openRecent(100);
  const [first, second] = await Promise.all([ask('a'), ask('a')]);
  expect(await ask('a')).toBe(first);
  expect(second).toBe(first);
  expect(made).toEqual(['a']);
});

it('keeps what was asked for last, by bytes, and one that is larger than all', async () => {
  const { made, ask } = openRecent(20);
  for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await ask(key);
  expect(made).toEqual(['a', 'b', 'c', 'b']);
  await ask('large', 50);
  await ask('large', 50);
  expect(made.slice(4)).toEqual(['large']);
});

it('keeps no failure', async () => {
  const { recent, ask } = openRecent(20);
  const fail = async () => {
    throw new RangeError('no');
  };
  await expect(recent.get('a', fail)).rejects.toThrow('no');
  expect(await ask('a')).toHaveLength(10);
});
