import { digestOf } from '@tributary/client';
import { describe, expect, it } from 'vitest';
import { createMemoryBlobs } from './memory-blobs.ts';

const [one, two, three] = [1, 2, 3].map((byte) => Uint8Array.of(byte, byte)) as [
  Uint8Array,
  Uint8Array,
  Uint8Array,
];

describe('blobs in memory', () => {
  it('are found by the digest of their bytes, the same for the same bytes', async () => {
    const blobs = createMemoryBlobs();
    const digest = await blobs.put(one);
    expect(digest).toBe(await digestOf(one));
    expect(await blobs.get(digest)).toEqual(one);
    expect(await blobs.put(one.slice())).toBe(digest);
  });

  it('are refused by a digest that is not known', async () => {
    const blobs = createMemoryBlobs();
    const digest = await digestOf(two);
    await blobs.put(one);
    await expect(blobs.get(digest)).rejects.toThrow(`There is no blob ${digest} in memory.`);
    blobs.keep(digest, two);
    expect(await blobs.get(digest)).toEqual(two);
  });

  it('stay as long as they are named, and may be named twice or be unknown', async () => {
    const blobs = createMemoryBlobs();
    const digests = await Promise.all([one, two, three].map((bytes) => blobs.put(bytes)));
    const [first, second, third] = digests as [string, string, string];
    blobs.retain([null, third, first, third, await digestOf(Uint8Array.of(9))]);
    expect(await blobs.get(first)).toEqual(one);
    expect(await blobs.get(third)).toEqual(three);
    await expect(blobs.get(second)).rejects.toThrow('no blob');
    expect(blobs.take(third)).toEqual([three]);
    expect(blobs.take(third)).toEqual([]);
    expect(blobs.all()).toEqual([one]);
    blobs.clear();
    await expect(blobs.get(first)).rejects.toThrow('no blob');
  });
});
