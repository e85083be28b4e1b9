import { describe, expect, it } from 'vitest';
import { createTabIdentities } from './tab-identities.ts';

/** The two methods that the store uses, over a map. */
const memoryStorage = () => {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
  };
};

describe('createTabIdentities', () => {
  it('finds the key again after a reload, and other tabs have others', async () => {
    const storage = memoryStorage();
    const { publicKey } = await createTabIdentities(storage).key();
    expect((await createTabIdentities(storage).key()).publicKey).toBe(publicKey);
    expect((await createTabIdentities(memoryStorage()).key()).publicKey).not.toBe(publicKey);
  });

  it.each(['', 'not base64!', 'AAAA'])('makes a new key where "%s" is kept', async (text) => {
    const storage = memoryStorage();
    storage.setItem('tributary-client-key', text);
    const { publicKey } = await createTabIdentities(storage).key();
    expect((await createTabIdentities(storage).key()).publicKey).toBe(publicKey);
  });
});
