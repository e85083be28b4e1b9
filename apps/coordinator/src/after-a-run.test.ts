import { mkdtemp, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tasks } from '@tributary/model-zoo';
import {
  type AuditEntry,
  type Checkpoint,
  type CheckpointReport,
  dataSchemaSchema,
  type RunDetail,
  type RunSummary,
} from '@tributary/protocol';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createReporter } from './evaluation/reporter.ts';
import { openBlobStore } from './storage/blob-store.ts';
import { connectTestClient, deltaFor, metrics } from './testing/test-client.ts';
import { startTestCoordinator, type TestCoordinator } from './testing/test-coordinator.ts';

const VIEWER = 'a viewer’s token that is long enough'.replace(/\W/g, '-');
const patient = { timeout: 30_000 };

let coordinator: TestCoordinator;
let stateDir: string;
let runId: string;
const start = () => startTestCoordinator({ stateDir, viewerToken: VIEWER });
const listOf = (id = runId) =>
  coordinator.admin<Checkpoint[]>('GET', `/api/runs/${id}/checkpoints`);
const promote = (round: number | null) =>
  coordinator.admin<Checkpoint[]>('PUT', `/api/runs/${runId}/current`, { round });
const asViewer = (path: string, init: RequestInit = {}) =>
  fetch(`${coordinator.url}${path}`, {
    ...init,
    headers: { authorization: `Bearer ${VIEWER}`, ...init.headers },
  });

beforeAll(async () => {
  stateDir = await mkdtemp(join(tmpdir(), 'tributary-after-'));
  coordinator = await start();
  const client = await connectTestClient({ url: coordinator.url, token: coordinator.joinToken });
  const { summary } = await coordinator.createRun({
    rounds: 3,
    cohort: { minClients: 1 },
    retention: { lastCheckpoints: 1, keepBest: false },
  });
  runId = summary.runId;
  await coordinator.admin('POST', `/api/runs/${runId}/start`);
  for (const step of [1, 2, 3]) await client.report(await client.nextPlan(), step / 8);
  const statusOf = async () =>
    (await coordinator.admin<RunDetail>('GET', `/api/runs/${runId}`)).summary.status;
  await vi.waitFor(async () => expect(await statusOf()).toBe('completed'), patient);
  client.close();
}, 120_000);
afterAll(() => coordinator.destroy());

describe('the current checkpoint', () => {
  it('is none at first, and one that an admin chose afterwards', async () => {
    const current = `/api/runs/${runId}/current`;
    expect((await asViewer(current)).status).toBe(404);
    await expect(promote(9)).rejects.toThrow('the checkpoint of round 9 is not kept');
    const rows = await promote(2);
    expect(rows.filter((row) => row.current).map(({ round }) => round)).toEqual([2]);
    expect(rows).toEqual(await listOf());
    const second = rows.find(({ round }) => round === 2);

    const answer = await asViewer(current, { redirect: 'manual' });
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe(`/api/checkpoints/${second?.digest}`);
    expect(answer.headers.get('cache-control')).toBe('private, no-cache');
    expect(await answer.json()).toEqual(second);
    const etag = answer.headers.get('etag') ?? '';
    const again = await asViewer(current, {
      redirect: 'manual',
      headers: { 'if-none-match': etag },
    });
    expect(again.status).toBe(304);
    // Whoever follows has the model itself.
    const model = await asViewer(current);
    expect((await model.arrayBuffer()).byteLength).toBe(second?.bytes);
    expect(model.headers.get('etag')).toBe(etag);
  });

  it('is an admin’s to choose, and everybody’s to read who is signed in', async () => {
    const init = {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ round: 1 }),
    };
    expect((await asViewer(`/api/runs/${runId}/current`, init)).status).toBe(403);
    expect((await fetch(`${coordinator.url}/api/runs/${runId}/current`)).status).toBe(401);
    const [entry] = (await coordinator.admin<AuditEntry[]>('GET', '/api/audit')).filter(
      ({ outcome }) => outcome === 'ok',
    );
    expect(entry).toMatchObject({
      ...{ action: 'PUT /api/runs/:runId/current', target: `/api/runs/${runId}/current` },
    });
  });

  it('outlives retention and a restart, until another one or none is', async () => {
    await promote(2);
    const keptRounds = async () =>
      (await listOf()).filter(({ kept }) => kept).map(({ round }) => round);
    const age = async () => {
      const blobs = openBlobStore(join(stateDir, 'checkpoints'));
      for (const digest of await blobs.list()) await utimes(blobs.pathOf(digest), 0, 0);
    };
    await coordinator.close();
    await age();
    coordinator = await start();
    await expect.poll(keptRounds, patient).toEqual([3, 2, 0]);
    await expect(promote(1)).rejects.toThrow('not kept');
    await promote(null);
    await expect.poll(keptRounds, patient).toEqual([3, 0]);
    expect((await asViewer(`/api/runs/${runId}/current`)).status).toBe(404);
  });
});

describe('a checkpoint’s report', () => {
  const reportOf = (round: number, id = runId) =>
    asViewer(`/api/runs/${id}/checkpoints/${round}/report`);

  it('counts every test example once, in its class, and agrees with the round’s own test', async () => {
    const report = (await (await reportOf(3)).json()) as CheckpointReport;
    const [last] = await listOf();
    expect(report.digest).toBe(last?.digest);
    expect(report.classNames).toHaveLength(10);
    const sum = (row: readonly number[]) => row.reduce((total, count) => total + count, 0);
    expect(sum(report.confusion.map(sum))).toBe(report.numLabels);
    const right = sum(report.confusion.map((row, at) => row[at] ?? 0));
    expect(right / report.numLabels).toBeCloseTo(last?.accuracy ?? -1, 12);
    expect(report.accuracy).toBeCloseTo(last?.accuracy ?? -1, 12);
    expect(report.loss).toBeCloseTo(last?.loss ?? -1, 5);
  });

  it('says why there is none', async () => {
    expect(await (await reportOf(1)).json()).toMatchObject({
      detail: 'the checkpoint of round 1 is not kept',
    });
    const notes = dataSchemaSchema.parse({
      ...{ kind: 'images', title: 'Notes', classes: ['a', 'b'] },
      ...{ height: 8, width: 8, channels: 1 },
    });
    const own = await coordinator.createRun({
      task: { dataset: notes, model: 'logistic-regression' },
    });
    expect(await (await reportOf(0, own.summary.runId)).json()).toMatchObject({
      ...{ code: 'not-found', detail: expect.stringContaining('only clients have data') },
    });
    const { dataset, model, preprocessing = [] } = tasks.get('house-prices');
    const numbers = await coordinator.createRun({
      task: { dataset, model, preprocessing: [...preprocessing] },
    });
    expect(await (await reportOf(0, numbers.summary.runId)).json()).toMatchObject({
      ...{ code: 'not-found', detail: expect.stringContaining('numbers are predicted') },
    });
  });
});

describe('the list of runs', () => {
  it('says of a run whose data only clients have what they measured', async () => {
    const { url, joinToken: token } = coordinator;
    const dataset = dataSchemaSchema.parse({
      ...{ kind: 'images', title: 'Notes', classes: ['a', 'b'] },
      ...{ height: 8, width: 8, channels: 1 },
    });
    const { summary } = await coordinator.createRun({
      task: { dataset, model: 'logistic-regression' },
      ...{ rounds: 2, cohort: { minClients: 1 } },
    });
    expect(summary.federated).toBeNull();
    await coordinator.admin('POST', `/api/runs/${summary.runId}/start`);
    const client = await connectTestClient({ url, token });
    for (const accuracyBefore of [0.5, 0.75]) {
      const plan = await client.nextPlan();
      const frame = await deltaFor(url, plan, () => 0.1);
      await client.upload(plan, frame, { metrics: { ...metrics, accuracyBefore, lossBefore: 1 } });
    }
    const listed = async () =>
      (await coordinator.admin<RunSummary[]>('GET', '/api/runs')).find(
        ({ runId: id }) => id === summary.runId,
      );
    await expect.poll(listed, patient).toMatchObject({
      ...{ status: 'completed', accuracy: null, loss: null },
      federated: { round: 1, accuracy: 0.75, loss: 1, clients: 1 },
    });
    client.close();
  });
});

describe('a reporter', () => {
  it('answers the same question once, lets few wait, and begins again after a rest', async () => {
    const blobs = openBlobStore(join(stateDir, 'checkpoints'));
    const reporter = createReporter({ blobs, offline: true, idleMs: 1 });
    const { config } = await coordinator.admin<RunDetail>('GET', `/api/runs/${runId}`);
    const [last, first] = (await listOf()).filter(({ kept }) => kept);
    const { task } = config;
    const asked = reporter.report(task, last?.digest ?? '');
    expect(reporter.report(task, last?.digest ?? '')).toBe(asked);
    const others = ['a', 'b', 'c'].map((digit) =>
      reporter.report(task, `sha256:${digit.repeat(64)}`),
    );
    expect(reporter.report(task, first?.digest ?? '')).toBeNull();
    const settled = await Promise.allSettled([asked, ...others]);
    expect(settled.map(({ status }) => status)).toEqual([
      'fulfilled',
      ...Array(3).fill('rejected'),
    ]);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect((await reporter.report(task, first?.digest ?? ''))?.confusion).toHaveLength(100);
    await reporter.close();
  });
});
