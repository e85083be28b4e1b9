import { beforeEach, describe, expect, it } from 'vitest';
import { firstNewRun, forgetNewRun, keepNewRun, readNewRun } from './stored-draft.ts';

let items: Map<string, string>;
const storage = {
  getItem: (key: string) => items.get(key) ?? null,
  setItem: (key: string, value: string) => void items.set(key, value),
  removeItem: (key: string) => void items.delete(key),
};
beforeEach(() => {
  items = new Map();
});

describe('the draft of a new run', () => {
  it('is kept as it was typed, mistakes and all', () => {
    const run = firstNewRun();
    const typed = { ...run, config: { ...run.config, rounds: '' as unknown as number } };
    keepNewRun(storage, typed);
    expect(readNewRun(storage)).toEqual(typed);
    forgetNewRun(storage);
    expect(readNewRun(storage)).toBeNull();
  });

  it.each([
    ['nothing'],
    ['{}'],
    ['{"goal":"images","template":null,"own":null,"config":{"task":{}}}'],
    [JSON.stringify({ ...firstNewRun(), goal: 'world peace' })],
    [JSON.stringify({ ...firstNewRun(), config: { task: firstNewRun().config.task } })],
  ])('is forgotten where it cannot be read: %s', (text) => {
    keepNewRun(storage, firstNewRun());
    const [key] = items.keys();
    items.set(key as string, text);
    expect(readNewRun(storage)).toBeNull();
  });

  it('does without storage that refuses', () => {
    const full = {
      setItem: () => {
        throw new Error('QuotaExceededError');
      },
    };
    expect(() => keepNewRun(full, firstNewRun())).not.toThrow();
  });
});
