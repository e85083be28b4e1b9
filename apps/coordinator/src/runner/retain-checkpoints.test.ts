import { existsSync } from 'node:fs';
import { utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chainOf } from '@tributary/model-zoo';
import { type RunConfigInput, runConfigSchema } from '@tributary/protocol';
import { initialRunState, type RoundRecord, type RunState } from '@tributary/rounds';
import { expect, it } from 'vitest';
import { openBlobStore } from '../storage/blob-store.ts';
import type { StoredCheckpoint } from '../storage/storage.ts';
import { committedRound } from '../testing/committed-round.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { smallRun } from '../testing/test-coordinator.ts';
import type { RetainingRun } from './needed-blobs.ts';
import { createCheckpointRetention } from './retain-checkpoints.ts';

type Changes = Partial<Pick<RunConfigInput, 'retention' | 'task'>>;

const setUp = async (options: { readonly keepUpdates?: number; readonly owns?: boolean } = {}) => {
  const blobs = openBlobStore(join(await temporaryFolder(), 'blobs'));
  const runs: RetainingRun[] = [];
  const staying: StoredCheckpoint[] = [];
  const retention = createCheckpointRetention({
    ...{ blobs, keepUpdates: options.keepUpdates ?? 0 },
    storage: { listStayingCheckpoints: async () => staying },
    ownsBlobs: async () => options.owns ?? true,
    allRuns: () => runs,
    log: { warn: () => undefined, info: () => undefined },
  });
  /** Puts a blob that was written long ago. */
  const put = async (text: string): Promise<string> => {
    const digest = await blobs.put(new TextEncoder().encode(text));
    await utimes(blobs.pathOf(digest), 0, 0);
    return digest;
  };
  const row = (runId: string, round: number, digest: string): StoredCheckpoint => ({
    ...{ runId, round, digest, pinned: round > 0, current: false, createdAt: 0 },
    ...{ optimizerState: null, accuracy: null, loss: null },
  });
  /** A run whose rounds left these models behind; its first one is "first". */
  const add = async (runId: string, models: readonly string[], changes: Changes = {}) => {
    staying.push(row(runId, 0, await put('first')));
    const history: RoundRecord[] = [];
    for (const [index, text] of models.entries()) {
      const digest = await put(text);
      const model = { checkpoint: digest, iterate: digest, broadcast: digest };
      history.push({ ...committedRound, ...model, round: index + 1 });
    }
    const config = runConfigSchema.parse({
      ...smallRun,
      retention: { lastCheckpoints: 1, keepBest: false },
      ...changes,
    });
    const state: RunState = { ...initialRunState, model: history.at(-1) ?? null, history };
    const run = { runId, config, state };
    runs.push(run);
    return run;
  };
  const digestOf = (run: RetainingRun, round: number): string =>
    run.state.history[round - 1]?.checkpoint ?? '';
  const keptOf = async (run: RetainingRun): Promise<number[]> => {
    const listed = new Set(await blobs.list());
    return run.state.history
      .filter(({ checkpoint }) => listed.has(checkpoint))
      .map(({ round }) => round);
  };
  return { blobs, runs, staying, retention, put, row, add, digestOf, keptOf };
};

it('removes what a run lets go, as often as it is asked', async () => {
  const { retention, staying, row, blobs, add, digestOf, keptOf } = await setUp();
  const run = await add('run', ['a', 'b', 'c', 'd'], {
    retention: { lastCheckpoints: 2, keepBest: false },
  });
  staying.push(row('run', 1, digestOf(run, 1)));
  await retention.tidy(run);
  await retention.tidy(run);
  expect(await keptOf(run)).toEqual([1, 3, 4]);
  expect(await blobs.size(staying[0]?.digest ?? '')).not.toBeNull();
  staying.pop();
  await retention.tidy(run);
  expect(await keptOf(run)).toEqual([3, 4]);
});

it('leaves what is young to whoever is downloading it', async () => {
  const { retention, blobs, add, keptOf } = await setUp();
  const run = await add('run', ['a', 'b', 'c']);
  await blobs.put(new TextEncoder().encode('b'));
  await retention.tidy(run);
  expect(await keptOf(run)).toEqual([2, 3]);
  await retention.close();
});

it('leaves what is needed elsewhere: by runs, by clients on their way, by what is to be trained', async () => {
  const { retention, runs, add, digestOf, keptOf } = await setUp();
  const run = await add('run', ['shared', 'base', 'candidate', 'flown', 'brought', 'free', 'last']);
  await add('other', ['x', 'shared']);
  const adapter = { rank: 1, alpha: 1, targets: ['w'], base: digestOf(run, 2) };
  await add('adapting', [], { task: { ...smallRun.task, adapter } });
  const brought = {
    title: 'own',
    layers: chainOf([28, 28, 1], [['flatten', 'Flatten', {}]]),
    weights: digestOf(run, 5),
  };
  await add('beginning', [], { task: { ...smallRun.task, model: brought } });
  const testing = await add('testing', []);
  const candidate = { ...committedRound, checkpoint: digestOf(run, 3) };
  const evaluating = { ...committedRound, name: 'evaluating', privacy: null, candidate } as const;
  runs.push({ ...testing, state: { ...testing.state, phase: evaluating } });
  const flying = await add('flying', []);
  const plan = { round: 1, attempt: 1, checkpoint: digestOf(run, 4), sentAt: 0 };
  const members = { a: { plan, member: { status: 'training' } as const } };
  const flight = { bufferSize: 1, rebased: true, holdUntil: 0, members };
  runs.push({ ...flying, state: { ...flying.state, flight } });

  await retention.tidy(run);
  expect(await keptOf(run)).toEqual([1, 2, 3, 4, 5, 7]);
  // Once nobody needs them they go too.
  runs.splice(1);
  await retention.tidy(run);
  expect(await keptOf(run)).toEqual([7]);
});

it('keeps the models that kept updates moved', async () => {
  const { retention, add, keptOf } = await setUp({ keepUpdates: 2 });
  const run = await add('run', ['a', 'b', 'c', 'd', 'e']);
  await retention.tidy(run);
  expect(await keptOf(run)).toEqual([3, 4, 5]);
});

it('sweeps what no run knows of, once it is old', async () => {
  const { retention, blobs, put, add, keptOf } = await setUp();
  const run = await add('run', ['a', 'b']);
  const stray = await put('stray');
  const young = await blobs.put(new TextEncoder().encode('young'));
  const part = `${blobs.pathOf(stray)}.part`;
  await writeFile(part, 'half');
  await utimes(part, 0, 0);
  await retention.sweep();
  expect(await blobs.size(stray)).toBeNull();
  expect(await blobs.size(young)).not.toBeNull();
  expect(existsSync(part)).toBe(false);
  // Letting go of a run's own models is not the sweep's part.
  expect(await keptOf(run)).toEqual([1, 2]);
  expect(await blobs.list()).toHaveLength(4);
});

it('sweeps nothing in a folder that belongs to another database', async () => {
  const { retention, blobs, put } = await setUp({ owns: false });
  const stray = await put('stray');
  await retention.sweep();
  expect(await blobs.list()).toEqual([stray]);
});
