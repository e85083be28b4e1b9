import { readFileSync } from 'node:fs';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectTestClient } from '../testing/test-client.ts';
import { startTestCoordinator, type TestCoordinator } from '../testing/test-coordinator.ts';

const METRICS_TOKEN = 'for-prometheus-only';
let coordinator: TestCoordinator;
let scraped: string;

const scrape = (token: string) =>
  fetch(`${coordinator.url}/metrics`, { headers: { authorization: `Bearer ${token}` } });

/** A round that is committed, then one that waits for its updates. */
beforeAll(async () => {
  const limits = { wrongTokensPerMinute: 5 };
  coordinator = await startTestCoordinator({ metricsToken: METRICS_TOKEN, limits });
  const { url, joinToken: token } = coordinator;
  const client = await connectTestClient({ url, token });
  const { summary } = await coordinator.createRun({ cohort: { minClients: 1 } });
  await coordinator.admin('POST', `/api/runs/${summary.runId}/start`);
  const first = await client.nextPlan();
  await client.report(first, 0.1);
  await client.nextPlan();
  // Its place is taken by the round that follows.
  await client.upload(first, new Uint8Array(10));
  scraped = await (await scrape(METRICS_TOKEN)).text();
  client.close();
}, 180_000);
afterAll(() => coordinator.destroy());

const readValue = (series: string): number => {
  const line = scraped.split('\n').find((each) => each.startsWith(`${series} `));
  return Number(line?.slice(series.length));
};

it.each([
  ['tributary_rounds_total{outcome="opened"}', 2],
  ['tributary_rounds_total{outcome="committed"}', 1],
  ['tributary_round_part_seconds_count{part="reporting"}', 1],
  ['tributary_round_part_seconds_count{part="aggregating"}', 1],
  ['tributary_round_part_seconds_count{part="evaluating"}', 1],
  ['tributary_clients{state="connected"}', 1],
  ['tributary_clients{state="enrolled"}', 1],
  ['tributary_clients{state="training"}', 1],
  ['tributary_updates_total{verdict="accepted"}', 1],
  ['tributary_updates_total{verdict="wrong-round"}', 1],
  ['tributary_runs{status="running"}', 1],
  ['tributary_queue_depth{queue="uploads"}', 0],
  ['tributary_database_up', 1],
])('%s is %d', (series, expected) => expect(readValue(series)).toBe(expected));

it('counts bytes both ways, and times the log', () => {
  expect(readValue('tributary_bytes_total{direction="up"}')).toBeGreaterThan(7850);
  expect(readValue('tributary_bytes_total{direction="down"}')).toBeGreaterThan(7850);
  expect(readValue('tributary_log_append_seconds_count')).toBeGreaterThan(4);
  expect(readValue('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0);
});

it('opens to its own token and to admins', async () => {
  expect((await scrape('somebody else')).status).toBe(401);
  expect((await fetch(`${coordinator.url}/metrics`)).status).toBe(401);
  expect((await scrape(coordinator.adminToken ?? '')).status).toBe(200);
  const runs = await fetch(`${coordinator.url}/api/runs`, {
    headers: { authorization: `Bearer ${METRICS_TOKEN}` },
  });
  expect(runs.status).toBe(401);
});

it('refuses who guesses, at /metrics and elsewhere, and nobody who knows', async () => {
  const guesses = [];
  for (let i = 0; i < 6; i++) guesses.push((await scrape(`guess-${i}`)).status);
  expect(guesses).toContain(429);
  const headers = { authorization: 'Bearer another-guess' };
  expect((await fetch(`${coordinator.url}/api/runs`, { headers })).status).toBe(429);
  const dashboard = io(`${coordinator.url}/admin`, {
    ...{ transports: ['websocket'], reconnection: false, forceNew: true },
    auth: { token: 'a-guess' },
  });
  const refused = await new Promise<Error & { data?: unknown }>((resolve) => {
    dashboard.on('connect_error', resolve);
  });
  dashboard.close();
  expect(refused.data).toMatchObject({ code: 'too-many-requests' });
  expect((await scrape(METRICS_TOKEN)).status).toBe(200);
  expect((await scrape(coordinator.adminToken ?? '')).status).toBe(200);
});

it('is alive and ready', async () => {
  expect(await (await fetch(`${coordinator.url}/healthz`)).json()).toEqual({ status: 'ok' });
  const ready = await fetch(`${coordinator.url}/readyz`);
  expect(ready.status).toBe(200);
  expect(await ready.json()).toEqual({ database: true, folding: true, open: true });
});

const read = (name: string) =>
  readFileSync(new URL(`../../../../deploy/${name}`, import.meta.url), 'utf8');

describe.each(['grafana-dashboard.json', 'alerts.yml'])('deploy/%s', (name) => {
  it('asks for nothing that a scrape does not have', () => {
    const asked = new Set(read(name).match(/\b(?:tributary|nodejs|process)_[a-z0-9_]+/g));
    const offered = new Set(scraped.match(/^[a-z0-9_]+/gm));
    expect(asked.size).toBeGreaterThan(2);
    expect([...asked].filter((metric) => !offered.has(metric))).toEqual([]);
  });
});
