import { describe, expect, it } from 'vitest';
import { createIdentityStore } from './identity-store.ts';

/** The two methods that the store uses, over a map. */
const memoryStorage = () => {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
  };
};

const identity = { clientId: 'client-1', proof: 'proof-of-sixteen-or-more' };

describe('createIdentityStore', () => {
  it('finds again what it saved, each key for itself', async () => {
    const storage = memoryStorage();
    await createIdentityStore(storage, 'one').save(identity);
    expect(await createIdentityStore(storage, 'one').load()).toEqual(identity);
    expect(await createIdentityStore(storage, 'two').load()).toBeNull();
  });

  it.each(['not json', '{"clientId":1}', 'null'])('treats %s as no identity', async (text) => {
    const storage = memoryStorage();
    storage.setItem('one', text);
    expect(await createIdentityStore(storage, 'one').load()).toBeNull();
  });
});
