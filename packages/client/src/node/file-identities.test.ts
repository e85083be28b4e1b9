import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFileIdentityStore } from './file-identities.ts';

const HERE = 'http://localhost:8080';

describe('createFileIdentityStore', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tributary-identities-'));
  });
  afterAll(() => rm(folder, { recursive: true }));
  const keyIn = async (path: string, url = HERE) =>
    (await createFileIdentityStore(path, url).key()).publicKey;

  it('keeps the key over restarts, for its owner alone', async () => {
    const path = join(folder, 'deep', 'edge-1.json');
    const made = await keyIn(path);
    expect(await keyIn(path, `${HERE}/join`)).toBe(made);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('has another key for another coordinator, and keeps both', async () => {
    const path = join(folder, 'edge-2.json');
    const [here, there] = [await keyIn(path), await keyIn(path, 'https://elsewhere.example')];
    expect(there).not.toBe(here);
    expect([await keyIn(path), await keyIn(path, 'https://elsewhere.example')]).toEqual([
      here,
      there,
    ]);
  });

  it.each(['{', '{"http://localhost:8080":{"d":"x"}}', '[]'])(
    'starts anew from a damaged file: %s',
    async (text) => {
      const path = join(folder, 'damaged.json');
      await writeFile(path, text);
      const made = await keyIn(path);
      expect(await keyIn(path)).toBe(made);
    },
  );

  it('starts anew when a kept key is none', async () => {
    const path = join(folder, 'spoilt.json');
    const made = await keyIn(path);
    const keys: Record<string, { x: string }> = JSON.parse(await readFile(path, 'utf8'));
    for (const key of Object.values(keys)) key.x = key.x.slice(0, 10);
    await writeFile(path, JSON.stringify(keys));
    expect(await keyIn(path)).not.toBe(made);
  });
});
