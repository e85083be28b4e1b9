import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TaskSpec } from '@tributary/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { initialCheckpoint } from '../runner/run-model.ts';
import { type BlobStore, openBlobStore } from '../storage/blob-store.ts';
import { createEvaluator, type Evaluator } from './evaluator.ts';

const taskWith = (...preprocessing: TaskSpec['preprocessing']): TaskSpec => ({
  dataset: 'synthetic-digits',
  model: 'logistic-regression',
  preprocessing,
});
const resizing = { name: 'resize', params: { height: 14, width: 14 } };

describe('testing a checkpoint', () => {
  let folder: string;
  let blobs: BlobStore;
  let evaluator: Evaluator;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tributary-evaluator-'));
    blobs = openBlobStore(folder);
    evaluator = createEvaluator({ blobs, offline: true });
  });
  afterAll(async () => {
    await evaluator.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('takes the test examples through the run’s steps, all but those for training', async () => {
    const task = taskWith(resizing);
    const digest = await blobs.put(initialCheckpoint({ task, seed: 1 }));
    const score = await evaluator.evaluate(task, digest);
    expect(score.loss).toBeGreaterThan(0);
    expect(Number.isFinite(score.loss)).toBe(true);
    const moving = taskWith(resizing, { name: 'random-crop', params: { padding: 3 } });
    expect(await evaluator.evaluate(moving, digest)).toEqual(score);
  });

  it('puts adapters on their own base, whichever was there before', async () => {
    const whole: TaskSpec = { ...taskWith(resizing), model: 'mlp-2nn' };
    for (const seed of [1, 2]) {
      const base = await blobs.put(initialCheckpoint({ task: whole, seed }));
      const adapter = { rank: 2, alpha: 4, targets: ['dense'], base };
      const adapters = initialCheckpoint({ task: { ...whole, adapter }, seed: 5 });
      // New adapters change nothing: the score is the base's.
      const score = await evaluator.evaluate({ ...whole, adapter }, await blobs.put(adapters));
      expect(score.loss).toBeCloseTo((await evaluator.evaluate(whole, base)).loss, 5);
    }
  });

  it('starts no thread once it is closed, even for who asked before', async () => {
    const closing = createEvaluator({ blobs, offline: true });
    const digest = await blobs.put(initialCheckpoint({ task: taskWith(), seed: 1 }));
    const asked = expect(closing.evaluate(taskWith(), digest)).rejects.toThrow('closed');
    await closing.close();
    await asked;
    await expect(closing.prepare(taskWith())).rejects.toThrow('closed');
  });

  it('says that a base is not there', async () => {
    const base = `sha256:${'0'.repeat(64)}`;
    const adapter = { rank: 2, alpha: 4, targets: ['dense'], base };
    const task = { ...taskWith(), adapter };
    const digest = await blobs.put(initialCheckpoint({ task, seed: 1 }));
    await expect(evaluator.evaluate(task, digest)).rejects.toThrow('no such file');
  });
});
