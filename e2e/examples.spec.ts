import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { runConfigSchema, type TaskSpec } from '@tributary/protocol';
import { startChild } from '../scripts/start/child-processes.ts';
import { type Coordinator, startCoordinator } from './support/coordinator.ts';
import { expect, test } from './support/fixtures.ts';

/** The page of somebody else: on an origin of its own, with a policy of its own. */
const serveExample = async (): Promise<{ readonly server: Server; readonly url: string }> => {
  const page = await readFile('examples/join.html');
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end(page);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
};

const run = promisify(execFile);
const dataDir = process.env.TRIBUTARY_DATA_DIR;
let page: Awaited<ReturnType<typeof serveExample>>;
let coordinator: Coordinator;
test.beforeAll(async () => {
  page = await serveExample();
  coordinator = await startCoordinator({ allowedOrigins: page.url });
});
test.afterAll(async () => {
  page.server.close();
  await coordinator.end();
});

test('a page from elsewhere joins a run, and one that nobody allowed does not', async ({
  page: tab,
}) => {
  const { summary } = await coordinator.createRun({ cohort: { minClients: 1 } });
  const { joinUrl } = await coordinator.invite(summary.runId);
  const joinFrom = async (url: string) => {
    await tab.goto(url);
    await tab.getByLabel('Join link').fill(joinUrl);
    await tab.getByRole('button', { name: 'Join' }).click();
  };
  await joinFrom(page.url);
  await coordinator.waitForClients(1);
  await coordinator.actOnRun(summary.runId, 'start');
  await expect(tab.getByRole('status')).toHaveText('Round 2: accepted', { timeout: 60_000 });
  await coordinator.waitForRound(summary.runId, 2);
  expect(await countedExamples(summary.runId)).toHaveLength(2);

  const refused = tab.waitForEvent('requestfailed');
  await joinFrom(page.url.replace('127.0.0.1', 'localhost'));
  expect((await refused).url()).toContain('tributary-client.js');
});

test('a Node program trains on a CSV file of its own', async () => {
  test.skip(
    dataDir === undefined,
    'The rows of the hospitals are looked for in TRIBUTARY_DATA_DIR.',
  );
  const { task, ...settings } = runConfigSchema.parse(
    JSON.parse(await readFile('examples/heart-disease-run.json', 'utf8')),
  );
  const changes = { rounds: 3, cohort: { minClients: 1 } };
  const { summary } = await coordinator.createRun({ ...settings, task, ...changes });
  const { joinUrl } = await coordinator.invite(summary.runId);
  const known = (await coordinator.listClients()).length;
  const program = startChild('The example', 'examples/join-with-csv.ts', [
    joinUrl,
    await hospital(task.dataset),
  ]);
  const ended = once(program.process, 'exit');
  await coordinator.waitForClients(known + 1);
  await coordinator.actOnRun(summary.runId, 'start');
  expect(await ended).toEqual([0, null]);
  // A fifth of the 303 patients is set aside.
  expect(program.lastLines().join('\n')).toMatch(
    /round 3: accepted, 242 rows, accuracy here was 0\.\d+/,
  );
  await coordinator.waitForRound(summary.runId, 3);
  expect(await countedExamples(summary.runId)).toEqual([242, 242, 242]);
});

test('a client in Python takes part by the protocol alone', async () => {
  const python = await run('python3', ['--version']).catch(() => null);
  test.skip(python === null, 'There is no python3 on this machine.');
  const { summary } = await coordinator.createRun({ cohort: { minClients: 1 } });
  const { joinUrl } = await coordinator.invite(summary.runId);
  const known = (await coordinator.listClients()).length;
  const ended = run('python3', ['examples/join.py', joinUrl]);
  await Promise.race([coordinator.waitForClients(known + 1), ended]);
  await coordinator.actOnRun(summary.runId, 'start');
  expect((await ended).stdout).toMatch(/round 1: accepted\nround 2: accepted\n.*completed/);
  const { loss } = (await coordinator.getRun(summary.runId)).summary;
  // A model that knows nothing of ten classes is at ln 10.
  expect(loss).toBeLessThan(Math.log(10) - 0.2);
});

/** Of each update that the coordinator took. */
const countedExamples = async (runId: string): Promise<number[]> =>
  (await coordinator.readLog(runId)).flatMap(({ event }) =>
    event.type === 'updateReceived' ? [event.numExamples] : [],
  );

/** Cleveland's file as a person would have it: with a line that names the columns. */
const hospital = async (schema: TaskSpec['dataset']): Promise<string> => {
  if (typeof schema === 'string' || schema.kind !== 'table')
    throw new Error('Patients stand in a table.');
  const path = join(dataDir ?? '', 'tabular-heart-4sites', 'processed.cleveland.data.gz');
  const header = [...schema.columns.map(({ name }) => name), schema.target.column].join(',');
  const file = join(await mkdtemp(join(tmpdir(), 'tributary-hospital-')), 'cleveland.csv');
  await writeFile(file, `${header}\n${gunzipSync(await readFile(path))}`);
  return file;
};
