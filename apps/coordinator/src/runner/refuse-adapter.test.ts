import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Digest, decodeFrame, encodeFrame, type TaskSpec } from '@tributary/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BlobStore, openBlobStore } from '../storage/blob-store.ts';
import { refuseAdapter } from './refuse-adapter.ts';
import { initialCheckpoint } from './run-model.ts';

const whole: TaskSpec = { dataset: 'synthetic-digits', model: 'mlp-2nn', preprocessing: [] };
const adapted = (base: Digest, targets = ['dense2/kernel']): TaskSpec => ({
  ...whole,
  adapter: { rank: 2, alpha: 4, targets, base },
});

describe('the base of low-rank adapters', () => {
  let folder: string;
  let blobs: BlobStore;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tributary-adapter-'));
    blobs = openBlobStore(folder);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const initial = (task: TaskSpec) => initialCheckpoint({ task, seed: 1 });
  const detailOf = async (task: TaskSpec) => {
    const refused = await refuseAdapter(task, blobs);
    expect(refused?.code).toBe('invalid-config');
    return refused?.detail;
  };

  it('is a checkpoint of the same model; without adapters there is nothing to refuse', async () => {
    expect(await refuseAdapter(adapted(await blobs.put(initial(whole))), blobs)).toBeNull();
    expect(await refuseAdapter(whole, blobs)).toBeNull();
  });

  it('must be here', async () => {
    const elsewhere = adapted(`sha256:${'0'.repeat(64)}`);
    expect(await detailOf(elsewhere)).toMatch(/^task\.adapter\.base: there is no such checkpoint/);
  });

  it('must be a checkpoint, and no delta or noise', async () => {
    const frame = decodeFrame(initial(whole));
    if (!frame.ok) throw new Error(frame.message);
    const strangers = [Uint8Array.of(1, 2, 3), encodeFrame('delta', frame.weights)];
    for (const stranger of strangers) {
      const detail = await detailOf(adapted(await blobs.put(stranger)));
      expect(detail).toBe('task.adapter.base: what lies under this digest is no checkpoint');
    }
  });

  it('must have the shape of the model after this preprocessing', async () => {
    const smaller = { name: 'resize', params: { height: 14, width: 14 } };
    const others = [
      { ...whole, model: 'logistic-regression' },
      { ...whole, preprocessing: [smaller] },
      adapted(await blobs.put(initial(whole))),
    ];
    for (const other of others) {
      const detail = await detailOf(adapted(await blobs.put(initial(other))));
      expect(detail).toMatch(/^task\.adapter\.base: the checkpoint is no "mlp-2nn" for this data;/);
    }
  });

  it('must have the matrices that are named', async () => {
    const base = await blobs.put(initial(whole));
    expect(await detailOf(adapted(base, ['attention']))).toBe(
      'task.adapter.targets: No matrix is called attention. There are: dense1/kernel, dense2/kernel, dense3/kernel',
    );
  });
});
