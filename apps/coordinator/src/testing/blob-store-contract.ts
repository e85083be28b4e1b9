import { readdir, utimes, writeFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
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

    it('lists what it has', async () => {
      const store = await open();
      expect(await store.list()).toEqual([]);
      const digests = await Promise.all([1, 2, 3].map((byte) => store.put(Uint8Array.of(byte))));
      await store.remove(digests[1] ?? '');
      expect(new Set(await store.list())).toEqual(new Set([digests[0], digests[2]]));
    });

    it('removes what is old, and not what was put again', async () => {
      const store = await open();
      const digest = await store.put(bytes);
      const before = Date.now() - 60_000;
      expect(await store.removeOlder(digest, before)).toBe(false);
      await utimes(store.pathOf(digest), 0, 0);
      await store.put(bytes);
      expect(await store.removeOlder(digest, before)).toBe(false);
      expect(await store.size(digest)).toBe(bytes.length);
      await utimes(store.pathOf(digest), 0, 0);
      expect(await store.removeOlder(digest, before)).toBe(true);
      expect(await store.removeOlder(digest, before)).toBe(true);
      expect(await store.list()).toEqual([]);
    });

    it('has a blob that is put while it is removed', async () => {
      const store = await open();
      for (let times = 0; times < 50; times++) {
        const digest = await store.put(bytes);
        await utimes(store.pathOf(digest), 0, 0);
        await Promise.all([store.removeOlder(digest, Date.now() - 60_000), store.put(bytes)]);
        expect(await store.size(digest)).toBe(bytes.length);
      }
    });

    it('removes half-written blobs that are old', async () => {
      const store = await open();
      const digest = await store.put(bytes);
      const [old, young] = ['old', 'young'].map((name) => `${store.pathOf(digest)}.${name}.part`);
      for (const path of [old, young]) await writeFile(path ?? '', bytes);
      await utimes(old ?? '', 0, 0);
      await store.removeLeftovers(Date.now() - 60_000);
      expect(await readdir(dirname(store.pathOf(digest)))).toEqual(
        [store.pathOf(digest), young].map((path) => basename(path ?? '')),
      );
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
