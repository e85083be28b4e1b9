import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { blobStoreContract } from '../testing/blob-store-contract.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { openBlobStore } from './blob-store.ts';

blobStoreContract('the folder', async () => openBlobStore(join(await temporaryFolder(), 'blobs')));

it('leaves no half-written file behind', async () => {
  const folder = await temporaryFolder();
  const store = openBlobStore(folder);
  await Promise.all([1, 2, 3].map((byte) => store.put(new Uint8Array(1000).fill(byte))));
  const files = (await readdir(folder, { recursive: true })).filter((name) =>
    name.includes('.part'),
  );
  expect(files).toEqual([]);
});
