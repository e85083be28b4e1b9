import { fromBase64Url, type IdentityStore, toBase64Url } from '@tributary/client';

const NAME = 'tributary-client-key';

/**
 * Keeps the key of a page without WebCrypto as text, as long as its tab lives; it survives reloads.
 * @param storage sessionStorage, which browsers keep apart by tab and origin
 */
export const createTabIdentities = (
  storage: Pick<Storage, 'getItem' | 'setItem'>,
): IdentityStore => ({
  key: async () => {
    // Few pages need it, and the others should not have to download it.
    const { makeSecret, plainKey } = await import('@tributary/client/plain-key');
    try {
      return plainKey(fromBase64Url(storage.getItem(NAME) ?? ''));
    } catch {
      const secret = makeSecret();
      storage.setItem(NAME, toBase64Url(secret));
      return plainKey(secret);
    }
  },
});
