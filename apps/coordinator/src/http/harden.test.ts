import { rejectionSchema } from '@tributary/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestCoordinator, type TestCoordinator } from '../testing/test-coordinator.ts';
import { routeClassOf } from './harden.ts';

const codeOf = async (response: Response): Promise<string> =>
  rejectionSchema.parse(await response.json()).code;

it.each([
  ['POST', '/api/session', 'signIn'],
  ['GET', '/api/session', 'api'],
  ['GET', '/api/checkpoints/:digest', 'downloads'],
  ['GET', '/api/runs/:runId/shards/:partition/images.idx', 'downloads'],
  ['POST', '/api/runs/:runId/:action', 'api'],
  ['GET', '/metrics', 'api'],
  ['GET', '/assets/index-0aB.js', 'assets'],
  ['GET', '/join/assets/index-0aB.js', 'assets'],
  ['GET', '/join/library/assets/worker-0aB.js', 'assets'],
  ['GET', '/join/', 'pages'],
  ['GET', undefined, 'pages'],
])('%s %s counts among %s', (method, url, routeClass) => {
  expect(routeClassOf(method, url)).toBe(routeClass);
});

describe('a coordinator with small budgets', () => {
  let coordinator: TestCoordinator;
  beforeAll(async () => {
    const requestsPerMinute = { signIn: 2, api: 4, downloads: 100, pages: 3 };
    // More memory than that is always in use, on the heap or beside it.
    coordinator = await startTestCoordinator({ limits: { requestsPerMinute, maxRssBytes: 1 } });
  });
  afterAll(() => coordinator.destroy());

  const ask = (path: string, init: RequestInit = {}) => fetch(coordinator.url + path, init);
  const statuses = async (count: number, send: () => Promise<Response>) => {
    const seen: number[] = [];
    for (let i = 0; i < count; i++) seen.push((await send()).status);
    return seen;
  };

  it('refuses what is over the budget of its class, and nothing of another', async () => {
    const spellings = ['/api/session', '/api/%73ession', '/%61pi/session', '/api/session?x=1'];
    const signIn = () =>
      ask(spellings.shift() ?? '/api/session', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"token":"wrong"}',
      });
    expect(await statuses(3, signIn)).toEqual([401, 401, 429]);
    expect(await codeOf(await signIn())).toBe('too-many-requests');
    expect(await statuses(4, () => ask('/nowhere'))).toEqual([404, 404, 404, 429]);
    expect((await ask(`/api/checkpoints/sha256:${'0'.repeat(64)}`)).status).toBe(404);
    expect(await statuses(20, () => ask('/api/health'))).toEqual(Array(20).fill(200));
  });

  it('sheds requests under pressure and says when to come back; probes are answered', async () => {
    const shed = () => ask(`/api/checkpoints/sha256:${'0'.repeat(64)}`);
    await expect.poll(async () => (await shed()).status, { timeout: 30_000 }).toBe(503);
    const response = await shed();
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await codeOf(response)).toBe('overloaded');
    expect((await ask('/api/health')).status).toBe(200);
  });
});
