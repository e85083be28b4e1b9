import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunDetail } from '@tributary/protocol';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundleCoordinator } from '../../../scripts/build/bundle-coordinator.ts';
import type { RunningCoordinator } from './server.ts';
import { connectTestClient } from './testing/test-client.ts';

const folder = mkdtempSync(join(tmpdir(), 'tributary-bundle-'));
let child: ReturnType<typeof fork>;
let ready: RunningCoordinator;

beforeAll(async () => {
  const dist = join(folder, 'dist');
  await bundleCoordinator(dist);
  const args = ['--port', '0', '--state-dir', 'state', '--offline', '--log-level', 'warn'];
  // Elsewhere than in the repository, so that nothing is found there by chance.
  child = fork(join(dist, 'main.mjs'), args, { cwd: folder, execArgv: [] });
  [ready] = await once(child, 'message');
}, 120_000);

afterAll(async () => {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  rmSync(folder, { recursive: true });
});

const request = async (path: string, body?: unknown) => {
  const response = await fetch(ready.url + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${ready.adminToken}`,
      'content-type': 'application/json',
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  expect(response.ok, path).toBe(true);
  return response;
};

it('serves its interface, the description of it, and nothing that it lacks', async () => {
  expect(await (await request('/api/health')).json()).toMatchObject({ status: 'ok' });
  expect(await (await request('/docs/json')).json()).toHaveProperty('openapi');
  expect(await (await request('/docs/static/swagger-ui.css')).text()).toContain('.swagger-ui');
  expect((await fetch(`${ready.url}/api/none`)).status).toBe(404);
});

it('runs a round with its folding and its testing thread', async () => {
  const created = await request('/api/runs', {
    name: 'Bundled',
    task: { dataset: 'synthetic-digits', model: 'logistic-regression' },
    partition: { partitioner: 'NaturalIdPartitioner' },
    ...{ rounds: 1, cohort: { minClients: 1 } },
  });
  const { summary } = (await created.json()) as RunDetail;
  const path = `/api/runs/${summary.runId}`;
  const client = await connectTestClient({ url: ready.url, token: ready.joinToken });
  await request(`${path}/start`, {});
  expect(await client.report(await client.nextPlan(), 0.01)).toMatchObject({ status: 'accepted' });
  const committed = async () => {
    const { summary } = (await (await request(path)).json()) as RunDetail;
    return { status: summary.status, isTested: summary.accuracy !== null };
  };
  await expect
    .poll(committed, { timeout: 50_000, interval: 200 })
    .toEqual({ status: 'completed', isTested: true });
  client.close();
});
