import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFileIdentityStore } from './file-identities.ts';

describe('createFileIdentityStore', () => {
  const identity = { clientId: 'client-1', proof: 'proof-proof-proof' };
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tributary-identities-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('remembers over restarts, for its owner alone', async () => {
    const path = join(folder, 'deep', 'edge-1.json');
    expect(await createFileIdentityStore(path).load()).toBeNull();
    await createFileIdentityStore(path).save(identity);
    expect(await createFileIdentityStore(path).load()).toEqual(identity);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it.each(['{', '{"clientId":"client-1"}'])('starts anew from a damaged file: %s', async (text) => {
    const path = join(folder, 'damaged.json');
    await writeFile(path, text);
    expect(await createFileIdentityStore(path).load()).toBeNull();
  });
});
