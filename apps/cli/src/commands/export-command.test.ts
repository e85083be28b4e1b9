import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApiClient } from '@tributary/api-client';
import { type RunningProgram, startCoordinatorProgram } from '@tributary/api-client/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runTributary, startTributary } from '../testing/run-tributary.ts';

let coordinator: RunningProgram;
let folder: string;
let runId: string;
let env: Record<string, string>;

/** One round with a real client, by the commands that a person would give. */
beforeAll(async () => {
  coordinator = await startCoordinatorProgram();
  folder = await mkdtemp(join(tmpdir(), 'tributary-cli-'));
  env = { TRIBUTARY_URL: coordinator.url, TRIBUTARY_ADMIN_TOKEN: coordinator.token };
  const api = createApiClient(coordinator);
  const created = await api.post('/api/runs', {
    body: {
      name: 'Exported run',
      task: { dataset: 'synthetic-digits', model: 'logistic-regression' },
      partition: { partitioner: 'NaturalIdPartitioner' },
      ...{ rounds: 1, cohort: { minClients: 1 } },
    },
  });
  runId = created.summary.runId;
  await api.post('/api/runs/{runId}/{action}', { params: { path: { runId, action: 'start' } } });
  const { joinUrl } = await api.post('/api/join-tokens', { body: { runId } });
  const client = startTributary(['client', '--token', joinUrl, '--backend', 'cpu']);
  await runTributary(['run', 'watch', runId], { env });
  client.child.kill('SIGTERM');
  await client.ended;
}, 180_000);
afterAll(async () => {
  await coordinator.end();
  await rm(folder, { recursive: true });
});

const exportRun = (...args: string[]) =>
  runTributary(['run', 'export', runId, ...args], { env, cwd: folder });

describe('tributary run export', () => {
  it.each([
    ['safetensors', 'exported-run-round-1.safetensors', /^.{8}\{.*"F32"/s],
    ['onnx', 'exported-run-round-1.onnx', /Tributary/],
    ['tfjs', 'exported-run-round-1-tfjs.zip', /^PK/],
    ['card', 'exported-run-round-1-card.md', /Exported run/],
    ['csv', 'exported-run-metrics.csv', /^round,committedAt,accuracy.*\r\n1,20.*\r\n$/],
  ])('writes %s to a file of its own', async (format, name, begins) => {
    const { code, stdout, stderr } = await exportRun('--format', format);
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: `${name}\n`, stderr: '' });
    expect(await readFile(join(folder, name), 'latin1')).toMatch(begins);
  });

  it('writes where it is told to: another name, a folder, standard output', async () => {
    const told = await exportRun(
      '--format',
      'card-json',
      '-o',
      'card.json',
      '--round',
      '1',
      '--json',
    );
    const text = await readFile(join(folder, 'card.json'), 'utf8');
    expect(told.json()).toEqual([
      { path: 'card.json', format: 'card-json', bytes: Buffer.byteLength(text) },
    ]);
    expect(JSON.parse(text)).toMatchObject({ run: 'Exported run', round: 1 });
    const inFolder = await exportRun('--format', 'tensorboard', '-o', folder);
    expect(inFolder.stdout).toMatch(/events\.out\.tfevents\.\d{10}\.exported-run\n$/);
    expect((await readFile(inFolder.stdout.trim())).byteLength).toBeGreaterThan(100);
    const piped = await exportRun('--format', 'jsonl', '-o', '-');
    expect(piped.json()).toMatchObject([{ round: 1, reported: 1 }]);
  });

  it('says which models are kept, and what it can write', async () => {
    const missing = await exportRun('--format', 'onnx', '--round', '9');
    expect(missing).toMatchObject({ code: 1, stdout: '' });
    expect(missing.stderr).toContain(
      'The model of round 9 is not kept. Those of these rounds are: 1, 0.',
    );
    const nowhere = await exportRun('--format', 'card', '-o', 'no/such/folder/card.md');
    expect(nowhere).toMatchObject({ code: 1, stdout: '' });
    expect(nowhere.stderr).toMatch(/^ENOENT.*no\/such\/folder\/card\.md'\n$/);
    const both = await exportRun('--format', 'card', '-o', '-', '--json');
    expect(both).toMatchObject({ code: 2, stdout: '' });
    const unknown = await exportRun('--format', 'pickle');
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain('Allowed choices are tfjs, safetensors, onnx');
  });
});
