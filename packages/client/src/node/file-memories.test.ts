import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyMemory } from '../client-memory.ts';
import { createFileMemories } from './file-memories.ts';

describe('createFileMemories', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tributary-memories-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('remembers every run by itself over restarts, for its owner alone', async () => {
    const prefix = join(folder, 'deep', 'edge-1');
    const after = { ...emptyMemory, residual: Float32Array.of(1, -0, Number.NaN) };
    const memory = { round: 3, before: emptyMemory, after };
    expect(await createFileMemories(prefix).load('a')).toBeNull();
    await createFileMemories(prefix).save('a', memory);
    expect(await createFileMemories(prefix).load('a')).toEqual(memory);
    expect(await createFileMemories(prefix).load('b')).toBeNull();
    expect((await stat(`${prefix}.a.memory`)).mode & 0o777).toBe(0o600);
  });

  it.each(['', 'no memory', '{"method":1}'])(
    'begins anew from a damaged file: %s',
    async (text) => {
      const prefix = join(folder, 'damaged');
      await writeFile(`${prefix}.a.memory`, text);
      expect(await createFileMemories(prefix).load('a')).toBeNull();
    },
  );
});
