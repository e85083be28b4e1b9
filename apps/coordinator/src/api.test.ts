import { describeTask } from '@tributary/model-zoo';
import { type JoinInfo, type RunDetail, rejectionCodes } from '@tributary/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectTestClient, download } from './testing/test-client.ts';
import { startTestCoordinator, type TestCoordinator } from './testing/test-coordinator.ts';

let coordinator: TestCoordinator;

beforeAll(async () => {
  coordinator = await startTestCoordinator();
});
afterAll(() => coordinator.destroy());

const call = async (method: string, path: string, init: RequestInit = {}) => {
  const response = await fetch(coordinator.url + path, { method, ...init });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text };
};
const json = (body: unknown): RequestInit => ({
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
const bearer = (token: string): RequestInit => ({ headers: { authorization: `Bearer ${token}` } });

describe('the admin’s door', () => {
  it.each([
    ['GET', '/api/runs'],
    ['POST', '/api/runs'],
    ['GET', '/api/runs/abcd'],
    ['POST', '/api/runs/abcd/start'],
    ['GET', '/api/runs/abcd/checkpoints'],
    ['GET', '/api/clients'],
    ['POST', '/api/join-tokens'],
    ['GET', '/api/join-tokens'],
    ['DELETE', '/api/join-tokens/abcd'],
    ['GET', '/api/audit'],
  ])('%s %s is for admins', async (method, path) => {
    for (const init of [{}, bearer('guess'), bearer(coordinator.joinToken)]) {
      const body = method === 'POST' && path === '/api/runs' ? json({}) : {};
      const { status, text } = await call(method, path, {
        ...body,
        headers: { ...body.headers, ...init.headers },
      });
      expect(status).toBe(401);
      expect(JSON.parse(text)).toMatchObject({ code: 'not-signed-in' });
    }
  });

  it('opens to a session cookie that scripts cannot read and other sites do not send', async () => {
    const refused = await call('POST', '/api/session', json({ token: 'guess' }));
    expect(JSON.parse(refused.text)).toMatchObject({ code: 'bad-token' });
    const signedIn = await call('POST', '/api/session', json({ token: coordinator.adminToken }));
    const [setCookie = ''] = signedIn.headers.getSetCookie();
    expect(setCookie).toMatch(/HttpOnly/);
    expect(setCookie).toMatch(/SameSite=Strict/);
    const [cookie = ''] = setCookie.split(';');
    expect((await call('GET', '/api/runs', { headers: { cookie } })).status).toBe(200);
    const forged = `${cookie.slice(0, -1)}${cookie.endsWith('A') ? 'B' : 'A'}`;
    expect((await call('GET', '/api/runs', { headers: { cookie: forged } })).status).toBe(401);
  });
});

describe('a run’s life by HTTP', () => {
  it.each([
    ['a strategy that is not there', { strategy: { name: 'FedMagic' } }, /FedMagic/],
    [
      'a hyperparameter out of range',
      { strategy: { name: 'FedAvgM', hyperparams: { serverMomentum: 2 } } },
      /serverMomentum/,
    ],
    [
      'a hyperparameter that is none',
      { strategy: { name: 'FedAvg', hyperparams: { tau: 1 } } },
      /tau/i,
    ],
    ['a data set that is not there', { task: { dataset: 'cats', model: 'mlp-2nn' } }, /cats/],
    ['no rounds', { rounds: 0 }, /rounds/],
  ])('%s is an invalid config, with the field', async (_, changes, detail) => {
    await expect(coordinator.createRun(changes)).rejects.toThrow(/invalid-config/);
    await expect(coordinator.createRun(changes)).rejects.toThrow(detail);
  });

  it('allows only what its status allows', async () => {
    const { summary } = await coordinator.createRun();
    const act = (action: string) =>
      coordinator.admin<RunDetail>('POST', `/api/runs/${summary.runId}/${action}`);
    await expect(act('pause')).rejects.toThrow(/wrong-state/);
    expect((await act('start')).summary.status).toBe('running');
    await expect(act('start')).rejects.toThrow(/wrong-state/);
    expect((await act('pause')).summary.status).toBe('paused');
    expect((await act('resume')).summary.status).toBe('running');
    expect((await act('stop')).summary.status).toBe('stopped');
    await expect(act('resume')).rejects.toThrow(/wrong-state/);
    await expect(coordinator.admin('GET', '/api/runs/nowhere')).rejects.toThrow(/run-unknown/);
  });
});

describe('a join token', () => {
  it('bound to a run opens that run and no other', async () => {
    const [one, other] = [await coordinator.createRun(), await coordinator.createRun()];
    const { token } = await coordinator.admin<{ token: string }>('POST', '/api/join-tokens', {
      runId: one.summary.runId,
    });
    const info: JoinInfo = JSON.parse((await call('GET', '/api/join', bearer(token))).text);
    expect(info.runs.map(({ runId }) => runId)).toEqual([one.summary.runId]);
    expect(info.runs[0]?.about).toEqual(describeTask(one.config.task));
    // What admins see is not for clients: nobody gets the current model's address but its cohort.
    expect(Object.keys(info.runs[0] ?? {})).not.toContain('checkpoint');
    const shards = (runId: string) => call('GET', `/api/runs/${runId}/shards`, bearer(token));
    expect(JSON.parse((await shards(one.summary.runId)).text)).toEqual({
      numPartitions: 120,
      largestBytes: expect.any(Number),
    });
    expect(JSON.parse((await shards(other.summary.runId)).text)).toMatchObject({
      code: 'bad-token',
    });
  });
});

describe('a checkpoint (SPEC §5)', () => {
  it('is an immutable file with ranges, under its digest', async () => {
    const { summary } = await coordinator.createRun();
    const client = await connectTestClient({
      url: coordinator.url,
      token: coordinator.joinToken,
    });
    const started = await coordinator.admin<RunDetail>('POST', `/api/runs/${summary.runId}/start`);
    client.close();
    const path = `/api/checkpoints/${started.summary.checkpoint}`;
    const whole = await call('GET', path);
    expect(whole.headers.get('cache-control')).toMatch(/immutable/);
    const etag = whole.headers.get('etag') ?? '';
    expect((await call('GET', path, { headers: { 'if-none-match': etag } })).status).toBe(304);
    const part = await call('GET', path, { headers: { range: 'bytes=0-3' } });
    expect([part.status, part.text]).toEqual([206, 'TRB1']);
    const { values } = await download(coordinator.url, started.summary.checkpoint ?? '');
    expect(values).toHaveLength(7850);
    expect((await call('GET', `/api/checkpoints/sha256:${'0'.repeat(64)}`)).status).toBe(404);
  });
});

it('answers what is not there, and what is no JSON, with a code of the table', async () => {
  const answers = [
    await call('GET', '/api/nothing'),
    await call('POST', '/api/session', { ...json({}), body: '{' }),
    await call('POST', '/api/session', json({ token: 7 })),
    await call('POST', '/api/session', json({ token: 'x'.repeat(300_000) })),
  ];
  for (const { text } of answers) expect(rejectionCodes).toContain(JSON.parse(text).code);
  expect(answers.map(({ status }) => status)).toEqual([404, 400, 400, 413]);
});

it('asks for no upgrade to https, which a local network does not have', async () => {
  for (const path of ['/docs', '/docs/', '/docs/static/index.html', '/api/health']) {
    const { headers } = await fetch(coordinator.url + path);
    const policy = headers.get('content-security-policy');
    expect(policy).toContain("default-src 'self'");
    expect(policy).not.toContain('upgrade-insecure-requests');
  }
});

it('isolates its pages and lets them load nothing from elsewhere', async () => {
  const { headers } = await call('GET', '/api/health');
  expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
  expect(headers.get('cross-origin-embedder-policy')).toBe('require-corp');
  expect(headers.get('content-security-policy')).toMatch(/script-src 'self' 'wasm-unsafe-eval';/);
});
