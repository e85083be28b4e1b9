import type { IdentityStore } from '@tributary/client';
import { identitySchema } from '@tributary/protocol';

/**
 * Keeps who this device is as JSON text under one key.
 * @param storage localStorage, which browsers keep apart by origin, or sessionStorage for one tab
 */
export const createIdentityStore = (
  storage: Pick<Storage, 'getItem' | 'setItem'>,
  key: string,
): IdentityStore => ({
  load: async () => {
    const text = storage.getItem(key);
    if (text === null) return null;
    try {
      return identitySchema.parse(JSON.parse(text));
    } catch {
      // Written by an older page or by hand: the device becomes a new client.
      return null;
    }
  },
  save: async (identity) => storage.setItem(key, JSON.stringify(identity)),
});
