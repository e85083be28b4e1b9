import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { gunzipIfNeeded } from './gunzip.ts';

const bytes = Uint8Array.from({ length: 100_000 }, (_, i) => i % 251);

describe('gunzipIfNeeded', () => {
  it('unpacks gzip and passes anything else', async () => {
    expect(await gunzipIfNeeded(gzipSync(bytes), 'a')).toEqual(bytes);
    expect(await gunzipIfNeeded(bytes, 'a')).toBe(bytes);
  });

  it('names a file that is cut off or damaged', async () => {
    const packed = gzipSync(bytes);
    const damaged = Uint8Array.from(packed);
    damaged[packed.length - 6] = 1 + (damaged[packed.length - 6] as number);
    for (const file of [packed.subarray(0, -9), damaged]) {
      await expect(gunzipIfNeeded(file, 'a.gz')).rejects.toThrow(/a\.gz is damaged/);
    }
  });
});
