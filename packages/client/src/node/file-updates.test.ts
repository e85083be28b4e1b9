import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyMemory } from '../client-memory.ts';
import type { FinishedUpdate } from '../finished-update.ts';
import { createFileUpdates } from './file-updates.ts';

const update: FinishedUpdate = {
  round: 3,
  checkpoint: `sha256:${'a'.repeat(64)}`,
  seed: 7,
  countedRound: 2,
  frame: Uint8Array.of(1, 2, 3),
  digest: `sha256:${'b'.repeat(64)}`,
  numExamples: 10,
  metrics: { steps: 1, trainMs: 5, backend: 'cpu' },
  report: { numExamples: 10, metrics: { steps: 1, trainMs: 5, backend: 'cpu' } },
  memory: { round: 3, before: emptyMemory, after: emptyMemory },
};

describe('createFileUpdates', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tributary-updates-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it("keeps each run's newest update over restarts, for its owner alone", async () => {
    const prefix = join(folder, 'deep', 'edge-1');
    expect(await createFileUpdates(prefix).load('a')).toBeNull();
    await createFileUpdates(prefix).save('a', { ...update, round: 2 });
    await createFileUpdates(prefix).save('a', update);
    expect(await createFileUpdates(prefix).load('a')).toEqual(update);
    expect(await createFileUpdates(prefix).load('b')).toBeNull();
    expect((await stat(`${prefix}.a.update`)).mode & 0o777).toBe(0o600);
  });

  it('leaves nothing behind of what is removed', async () => {
    const store = createFileUpdates(join(folder, 'gone', 'edge-1'));
    await store.save('a', update);
    await store.remove('a');
    await store.remove('a');
    expect(await store.load('a')).toBeNull();
    expect(await readdir(join(folder, 'gone'))).toEqual([]);
  });

  it.each(['', 'no update', '{"round":1}'])('takes a damaged file for none: %s', async (text) => {
    const prefix = join(folder, 'damaged');
    await writeFile(`${prefix}.a.update`, text);
    expect(await createFileUpdates(prefix).load('a')).toBeNull();
  });
});
