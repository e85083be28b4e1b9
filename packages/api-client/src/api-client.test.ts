import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type RunConfigInput, rejections } from '@tributary/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiClient, createApiClient } from './api-client.ts';
import { ApiError } from './api-error.ts';
import { trustingFetch } from './node/trusting-fetch.ts';
import { readLog } from './read-log.ts';
import { type RunningProgram, startCoordinatorProgram } from './testing/coordinator-program.ts';
import { watchRun } from './watch-run.ts';

const config: RunConfigInput = {
  name: 'A run',
  task: { dataset: 'synthetic-digits', model: 'logistic-regression' },
  partition: { partitioner: 'NaturalIdPartitioner' },
};

let coordinator: RunningProgram;
let api: ApiClient;
beforeAll(async () => {
  coordinator = await startCoordinatorProgram();
  api = createApiClient(coordinator);
}, 120_000);
afterAll(() => coordinator.end());

const failure = (call: Promise<unknown>): Promise<ApiError> =>
  call.then(
    () => expect.fail('nothing was refused'),
    (error: unknown) => {
      expect(error).toBeInstanceOf(ApiError);
      return error as ApiError;
    },
  );

describe('a client of the HTTP interface', () => {
  it('creates a run, acts on it, lists it and downloads its first model', async () => {
    const { summary } = await api.post('/api/runs', { body: config });
    const params = { path: { runId: summary.runId } };
    expect(await api.get('/api/runs')).toMatchObject([{ name: 'A run', status: 'created' }]);
    const path = { ...params.path, action: 'start' } as const;
    const started = await api.post('/api/runs/{runId}/{action}', { params: { path } });
    expect(started.summary.status).toBe('running');
    expect((await api.get('/api/runs/{runId}', { params })).config.rounds).toBe(10);
    const [model] = await api.get('/api/runs/{runId}/checkpoints', { params });
    const bytes: ArrayBuffer = await api.get('/api/checkpoints/{digest}', {
      params: { path: { digest: model?.digest ?? '' } },
      parseAs: 'arrayBuffer',
    });
    expect(bytes.byteLength).toBe(model?.bytes);
    const body = { round: 0 };
    const [promoted] = await api.put('/api/runs/{runId}/current', { params, body });
    expect(promoted).toMatchObject({ round: 0, current: true });
  });

  it('makes a join link, finds it in the list and takes it back', async () => {
    const link = await api.post('/api/join-tokens', { body: { label: 'ward 3', maxUses: 2 } });
    expect(await api.get('/api/join-tokens')).toContainEqual(
      expect.objectContaining({ id: link.id, label: 'ward 3', uses: 0, revokedAt: null }),
    );
    const params = { path: { id: link.id } };
    const revoked = await api.delete('/api/join-tokens/{id}', { params });
    expect(revoked.revokedAt).not.toBeNull();
  });

  it("throws a refusal with its code, its status and the table's sentence", async () => {
    const params = { path: { runId: 'no-such-run' } };
    const error = await failure(api.get('/api/runs/{runId}', { params }));
    expect(error).toMatchObject({
      code: 'run-unknown',
      status: 404,
      message: rejections['run-unknown'].message,
    });
    const task = { dataset: 'synthetic-digits', model: 'no-such-model' };
    const unfit = await failure(api.post('/api/runs', { body: { ...config, task } }));
    expect(unfit.code).toBe('invalid-config');
    expect(unfit.message).toContain('no-such-model');
    const stranger = createApiClient({ ...coordinator, token: 'a-wrong-token' });
    expect((await failure(stranger.get('/api/runs'))).code).toBe('not-signed-in');
  });

  it('says that nobody answers, and that somebody else does', async () => {
    const other = createServer((_, response) => response.writeHead(502).end('<h1>Bad gateway'));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    const proxied = await failure(createApiClient({ url }).get('/api/health'));
    expect(proxied).toMatchObject({ code: 'unexpected-answer', status: 502 });
    await new Promise((resolve) => other.close(resolve));
    const gone = await failure(createApiClient({ url }).get('/api/health'));
    expect(gone).toMatchObject({ code: 'unreachable', status: null });
    expect(gone.message).toContain(`at ${url} (ECONNREFUSED)`);
  });

  it('ends its calls when it is told to', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(createApiClient({ ...coordinator, signal }).get('/api/runs')).rejects.toThrow(
      'enough',
    );
  });

  it('ends the reading of a log that does not come when it is told to', async () => {
    const silent = createServer();
    const connected = new Promise((resolve) => silent.once('connection', resolve));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const controller = new AbortController();
    const reading = readLog({ url, token: 'any' }, 'any', controller.signal);
    await connected;
    controller.abort(new Error('enough'));
    await expect(reading).rejects.toThrow('enough');
    silent.closeAllConnections();
    await new Promise((resolve) => silent.close(resolve));
  });

  it('works over a fetch of its own, with bodies and refusals', async () => {
    const own = createApiClient({ ...coordinator, fetch: trustingFetch });
    const link = await own.post('/api/join-tokens', { body: {} });
    expect(link.joinUrl).toContain(link.token);
    const params = { path: { runId: 'no-such-run' } };
    expect((await failure(own.get('/api/runs/{runId}', { params }))).code).toBe('run-unknown');
  });

  it('takes an answer without a body over a fetch of its own', async () => {
    const other = createServer((_, response) => response.writeHead(204).end());
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    expect(await trustingFetch(new Request(url))).toMatchObject({ status: 204, body: null });
    await new Promise((resolve) => other.close(resolve));
  });
});

it('follows redirects of the same origin over a fetch of its own, and takes its token nowhere else', async () => {
  const seen: string[] = [];
  const other = createServer(({ url = '', headers }, response) => {
    seen.push(`${url} ${headers.authorization ?? 'no token'}`);
    const location = {
      '/near': '/file',
      '/far': `${coordinator.url}/api/health`,
      '/round': '/round',
    }[url];
    response.writeHead(location ? 302 : 200, location ? { location } : {}).end('held');
  });
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
  const ask = (path: string, init: RequestInit = {}) =>
    trustingFetch(new Request(url + path, { headers: { authorization: 'Bearer it' }, ...init }));
  expect(await (await ask('/near')).text()).toBe('held');
  expect(seen).toEqual(['/near Bearer it', '/file Bearer it']);
  const asIs = [ask('/far'), ask('/round'), ask('/near', { redirect: 'manual' })];
  const posted = ask('/near', { method: 'POST', body: 'x' });
  const answers = await Promise.all([...asIs, posted]);
  expect(answers.map(({ status }) => status)).toEqual([302, 302, 302, 302]);
  await new Promise((resolve) => other.close(resolve));
});

it('follows a run by its log, which can be read whole', async () => {
  const { summary, config: complete } = await api.post('/api/runs', { body: config });
  const { runId } = summary;
  const seen: string[] = [];
  const reached = new Promise<void>((resolve, reject) => {
    const unwatch = watchRun(coordinator, {
      ...{ runId, config: complete },
      onState: ({ status }) => {
        if (seen.at(-1) !== status) seen.push(status);
        if (status !== 'stopped') return;
        unwatch();
        resolve();
      },
      onProgress: () => undefined,
      onRefused: reject,
    });
  });
  for (const action of ['start', 'stop'] as const) {
    await expect.poll(() => seen.length, { timeout: 30_000 }).toBeGreaterThan(0);
    await api.post('/api/runs/{runId}/{action}', { params: { path: { runId, action } } });
  }
  await reached;
  expect(seen).toEqual(['created', 'running', 'stopped']);
  const types = (await readLog(coordinator, runId)).map(({ event }) => event.type);
  expect(types).toEqual(expect.arrayContaining(['runStarted', 'runStopped']));
  const refused = readLog(coordinator, 'no-such-run');
  expect((await failure(refused)).code).toBe('run-unknown');
  const stranger = readLog({ ...coordinator, token: 'a-wrong-token' }, runId);
  expect((await failure(stranger)).code).toBe('not-signed-in');
});
