import { describe, expect, it } from 'vitest';
import { type BlobStore, digestOf } from '../storage/blob-store.ts';

/** What every blob store must do; one call in its test file. */
export const blobStoreContract = (name: string, open: () => Promise<BlobStore>): void => {
  describe(`${name} keeps the blob store contract`, () => {
    const bytes = new TextEncoder().encode('some weights');

    it('gives back what was put, under the digest of its content', async () => {
      const store = await open();
      const digest = await store.put(bytes);
      expect(digest).toBe(digestOf(bytes));
      expect(new Uint8Array(await store.get(digest))).toEqual(bytes);
      expect(await store.size(digest)).toBe(bytes.length);
    });

    it('takes the same bytes twice, also at once', async () => {
      const store = await open();
      const digests = await Promise.all([store.put(bytes), store.put(bytes), store.put(bytes)]);
      expect(new Set(digests).size).toBe(1);
      expect(await store.size(digestOf(bytes))).toBe(bytes.length);
    });

    it('removes the one that is named, and nothing happens where there is none', async () => {
      const store = await open();
      const [one, other] = [await store.put(bytes), await store.put(bytes.subarray(1))];
      await store.remove(one);
      await store.remove(one);
      expect(await store.size(one)).toBeNull();
      expect(await store.size(other)).toBe(bytes.length - 1);
      expect(await store.put(bytes)).toBe(one);
      expect(await store.size(one)).toBe(bytes.length);
    });

    it('has nothing that was not put, and nothing once it is cleared', async () => {
      const store = await open();
      expect(await store.size(digestOf(bytes))).toBeNull();
      await expect(store.get(digestOf(bytes))).rejects.toThrow();
      await store.put(bytes);
      await store.clear();
      expect(await store.size(digestOf(bytes))).toBeNull();
      await store.put(bytes);
      expect(await store.size(digestOf(bytes))).toBe(bytes.length);
    });
  });
};
