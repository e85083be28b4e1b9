import { type IdentityStore, keyFromPair, makeKeyPair } from '@tributary/client';
import { createStore, get, set } from 'idb-keyval';

/**
 * Keeps a client's key in the browser's database as WebCrypto's own object: scripts can sign with it,
 * but nobody can read it out and carry it away.
 * @param slot which of this browser's clients it is
 */
export const createStoredIdentities = (slot: string): IdentityStore => {
  const pairs = createStore('tributary-keys', 'pairs');
  return {
    key: async () => {
      const kept = await get<CryptoKeyPair>(slot, pairs);
      if (kept !== undefined) return keyFromPair(kept);
      const made = await makeKeyPair();
      await set(slot, made, pairs);
      return keyFromPair(made);
    },
  };
};
