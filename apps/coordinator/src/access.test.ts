import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AuditEntry, rejectionSchema } from '@tributary/protocol';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestCoordinator, type TestCoordinator } from './testing/test-coordinator.ts';

const VIEWER = 'only looking';
let coordinator: TestCoordinator;

beforeAll(async () => {
  const limits = {
    maxAuditLines: 60,
    maxStrangersAuditLines: 10,
    requestsPerMinute: { signIn: 200 },
  };
  coordinator = await startTestCoordinator({ viewerToken: VIEWER, limits });
});
afterAll(() => coordinator.destroy());

interface Call {
  readonly cookie?: string;
  readonly origin?: string;
  readonly body?: unknown;
}

const call = async (method: string, path: string, { cookie, origin, body }: Call = {}) => {
  const headers: Record<string, string> = {};
  if (cookie !== undefined) headers.cookie = cookie;
  if (origin !== undefined) headers.origin = origin;
  if (body !== undefined) headers['content-type'] = 'application/json';
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const response = await fetch(coordinator.url + path, { method, headers, ...sent });
  const answer: unknown = await response.json();
  const refusal = rejectionSchema.safeParse(answer);
  return { response, answer, outcome: refusal.success ? refusal.data.code : 'ok' };
};

/** @returns the session's cookie */
const signIn = async (token: string | null): Promise<string> => {
  const { response } = await call('POST', '/api/session', { body: { token } });
  return response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
};

const audit = (query = '') => coordinator.admin<AuditEntry[]>('GET', `/api/audit${query}`);

describe('a viewer', () => {
  it('reads what a dashboard shows and changes nothing', async () => {
    const { summary } = await coordinator.createRun();
    const cookie = await signIn(VIEWER);
    expect((await call('GET', '/api/session', { cookie })).answer).toEqual({ role: 'viewer' });
    const run = `/api/runs/${summary.runId}`;
    for (const path of ['/api/runs', run, `${run}/checkpoints`, '/api/clients']) {
      expect((await call('GET', path, { cookie })).outcome).toBe('ok');
    }
    for (const [method, path] of [
      ['POST', '/api/runs'],
      ['POST', `${run}/start`],
      ['POST', '/api/join-tokens'],
      ['DELETE', '/api/join-tokens/abcd'],
      ['POST', '/api/partition-preview'],
      ['GET', '/api/join-tokens'],
      ['GET', '/api/audit'],
    ] as const) {
      const { outcome, response } = await call(method, path, { cookie });
      expect([path, outcome, response.status]).toEqual([path, 'not-allowed', 403]);
    }
    expect((await audit()).slice(0, 2)).toMatchObject([
      { role: 'viewer', action: 'POST /api/partition-preview', outcome: 'not-allowed' },
      { role: 'viewer', target: '/api/join-tokens/abcd', outcome: 'not-allowed' },
    ]);
  });
});

describe('a session', () => {
  it('ends on the coordinator when its owner signs out, and takes its dashboards with it', async () => {
    const cookie = await signIn(coordinator.adminToken);
    const socket = io(`${coordinator.url}/admin`, {
      transports: ['websocket'],
      forceNew: true,
      extraHeaders: { cookie },
    });
    await new Promise<void>((resolve) => socket.on('connect', resolve));
    const ended = new Promise((resolve) => socket.on('disconnect', resolve));
    expect((await call('GET', '/api/runs', { cookie })).outcome).toBe('ok');
    await call('DELETE', '/api/session', { cookie });
    await ended;
    socket.close();
    expect((await call('GET', '/api/runs', { cookie })).outcome).toBe('not-signed-in');
  });

  it('changes nothing for a page from elsewhere, even signed in', async () => {
    const cookie = await signIn(coordinator.adminToken);
    const body = {};
    for (const origin of ['https://evil.example', 'null', `${coordinator.url}0`]) {
      const { outcome } = await call('POST', '/api/join-tokens', { cookie, origin, body });
      expect(outcome).toBe('bad-origin');
    }
    const signedIn = { origin: 'https://evil.example', body: { token: coordinator.adminToken } };
    expect((await call('POST', '/api/session', signedIn)).outcome).toBe('bad-origin');
    const own = { cookie, origin: coordinator.url, body };
    expect((await call('POST', '/api/join-tokens', own)).outcome).toBe('ok');
  });
});

describe('the audit log', () => {
  it('says who changed what, from where and with what outcome, and no secret', async () => {
    const cookie = await signIn(coordinator.adminToken);
    await call('POST', '/api/session', { body: { token: 'a wrong guess' } });
    const { answer } = await call('POST', '/api/join-tokens', { cookie, body: { label: 'x' } });
    const { id, token } = answer as { id: string; token: string };
    await call('DELETE', `/api/join-tokens/${id}`, { cookie });
    const { summary } = await coordinator.createRun();
    await coordinator.admin('POST', `/api/runs/${summary.runId}/start`);
    await call('DELETE', '/api/session', { cookie });
    const entries = await audit('?limit=7');
    const run = `/api/runs/${summary.runId}`;
    expect(entries.map(({ action, target, outcome }) => [action, target, outcome])).toEqual([
      ['DELETE /api/session', '/api/session', 'ok'],
      ['POST /api/runs/:runId/:action', `${run}/start`, 'ok'],
      ['POST /api/runs', run, 'ok'],
      ['DELETE /api/join-tokens/:id', `/api/join-tokens/${id}`, 'ok'],
      ['POST /api/join-tokens', `/api/join-tokens/${id}`, 'ok'],
      ['POST /api/session', '/api/session', 'bad-token'],
      ['POST /api/session', '/api/session', 'ok'],
    ]);
    const [signedOut, byToken] = entries;
    expect(signedOut).toMatchObject({ role: 'admin', address: '127.0.0.1' });
    expect(signedOut?.actor).toBe(entries[3]?.actor);
    expect(byToken).toMatchObject({ role: 'admin', actor: 'token' });
    expect(entries[5]).toMatchObject({ role: 'none' });
    const everything = JSON.stringify(await audit('?limit=200'));
    for (const secret of [token, coordinator.adminToken, VIEWER, 'a wrong guess', cookie.slice(18)])
      expect(everything).not.toContain(secret);
  });

  it('comes in pages', async () => {
    const [first, second, third] = await audit('?limit=3');
    expect(await audit(`?limit=2&before=${first?.id}`)).toEqual([second, third]);
  });

  it('names the route, however long the address was that led there', async () => {
    const long = `/api/%73ession?${'x'.repeat(5_000)}`;
    await call('POST', long, { body: { token: 'a wrong guess' } });
    const cookie = await signIn(coordinator.adminToken);
    await call('DELETE', `/api/join-tokens/${'y'.repeat(90)}`, { cookie });
    await call('DELETE', `/api/join-tokens/${'%7f'.repeat(90)}`, { cookie });
    const entries = await audit('?limit=4');
    expect(Math.max(...entries.map(({ target }) => target.length))).toBeLessThanOrEqual(200);
    expect(entries[3]).toMatchObject({ role: 'none', target: '/api/session' });
  });

  it('drops its oldest lines, and no others for those of strangers', async () => {
    const cookie = await signIn(coordinator.adminToken);
    await call('DELETE', '/api/session', { cookie });
    const guess = () => call('POST', '/api/session', { body: { token: 'a wrong guess' } });
    for (let i = 0; i < 100; i++) await guess();
    const entries = await audit('?limit=200');
    expect(entries.filter(({ role }) => role === 'none').length).toBeLessThan(100);
    expect(entries.some(({ action }) => action === 'DELETE /api/session')).toBe(true);
  });

  it('has no line of strangers, who could fill it', async () => {
    const before = await audit();
    await call('POST', '/api/runs', { body: {} });
    expect(await audit()).toEqual(before);
  });
});

describe('the admin token', () => {
  it('is kept over restarts in a file of its owner’s alone, and in the database as a hash', async () => {
    const { adminToken } = coordinator;
    const cookie = await signIn(adminToken);
    coordinator = await coordinator.restart();
    expect(coordinator.adminToken).toBe(adminToken);
    expect((await call('GET', '/api/runs', { cookie })).outcome).toBe('ok');
  });

  it('may be kept by its owner alone; when another is configured, sessions of the old one end', async () => {
    const stateDir = await mkdtemp(join(tmpdir(), 'tributary-access-'));
    const file = join(stateDir, 'admin-token');
    const signedIn = async (running: TestCoordinator, token: string) => {
      const answer = await fetch(`${running.url}/api/runs`, {
        headers: { authorization: `Bearer ${token}` },
      });
      return answer.status === 200;
    };
    const first = await startTestCoordinator({ stateDir });
    const made = first.adminToken ?? '';
    expect((await readFile(file, 'utf8')).trim()).toBe(made);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    // Signing in waits for the hash.
    const response = await fetch(`${first.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: made }),
    });
    const cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    await first.close();
    await rm(file);

    const second = await startTestCoordinator({ stateDir });
    expect(second.adminToken).toBeNull();
    expect(await signedIn(second, 'a guess')).toBe(false);
    expect(await signedIn(second, made)).toBe(true);
    await second.close();

    const third = await startTestCoordinator({ stateDir, adminToken: 'configured' });
    expect(await signedIn(third, made)).toBe(false);
    expect(await signedIn(third, 'configured')).toBe(true);
    expect((await fetch(`${third.url}/api/runs`, { headers: { cookie } })).status).toBe(401);
    await third.destroy();
  });
});

it.each([
  ['https://learn.example.org', true],
  ['http://learn.example.org', false],
])('for visitors of %s the session goes over https alone: %s', async (publicUrl, isSecure) => {
  const other = await startTestCoordinator({ publicUrl, viewerToken: VIEWER });
  try {
    const { headers } = await fetch(`${other.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: VIEWER }),
    });
    expect(headers.get('set-cookie')?.includes('Secure')).toBe(isSecure);
  } finally {
    await other.destroy();
  }
});
