import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningProgram, startCoordinatorProgram } from '@tributary/api-client/testing';
import type { RunDetail, RunSummary } from '@tributary/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runTributary, type Started, startTributary } from '../testing/run-tributary.ts';

let coordinator: RunningProgram;
let folder: string;
let env: Record<string, string>;
beforeAll(async () => {
  coordinator = await startCoordinatorProgram();
  folder = await mkdtemp(join(tmpdir(), 'tributary-cli-'));
  env = { TRIBUTARY_URL: coordinator.url, TRIBUTARY_ADMIN_TOKEN: coordinator.token };
}, 120_000);
afterAll(async () => {
  await coordinator.end();
  await rm(folder, { recursive: true });
});

const run = (...args: string[]) => runTributary(['run', ...args], { env });
const create = async (...args: string[]): Promise<RunDetail> => {
  const { code, stderr, json } = await run('create', ...args, '--json');
  expect(stderr).toBe('');
  expect(code).toBe(0);
  return json<RunDetail>()[0] as RunDetail;
};

const yaml = `
name: From a file
task: { dataset: synthetic-digits, model: logistic-regression }
partition: { partitioner: NaturalIdPartitioner }
rounds: 2
cohort: { minClients: 1 }
`;

describe('tributary run create', () => {
  it('takes a template and a few words', async () => {
    const words = ['--rounds', '3', '--clients', '4', '--deadline', '1.5', '--strategy', 'FedAdam'];
    const { summary, config } = await create('--task', 'synthetic-digits', ...words);
    expect(summary.status).toBe('created');
    expect(config).toMatchObject({
      task: { dataset: 'synthetic-digits', model: 'mlp-2nn' },
      strategy: { name: 'FedAdam' },
      rounds: 3,
      cohort: { minClients: 4 },
      reporting: { deadlineMs: 1_500 },
    });
  });

  it('takes a file, JSON or YAML, standard input, and changes of any field', async () => {
    const path = join(folder, 'run.yaml');
    await writeFile(path, yaml);
    const fromFile = await create('--config', path, '--set', 'cohort.overSelection=1.5', '--start');
    expect(fromFile).toMatchObject({
      summary: { name: 'From a file', status: 'running' },
      config: { cohort: { minClients: 1, overSelection: 1.5 } },
    });
    const shown = await run('show', fromFile.summary.runId, '--json');
    const [{ config }] = shown.json<RunDetail>() as [RunDetail];
    const again = await runTributary(
      ['run', 'create', '--config', '-', '--name', 'Again', '--json'],
      { env, input: JSON.stringify(config) },
    );
    expect(again.json()[0]).toMatchObject({ config: { ...config, name: 'Again' } });
  });

  it.each([
    [['--task', 'digit'], 2, 'There is no template "digit". Did you mean "digits"?'],
    [['--config', '/no/such/file', '--json'], 2, 'The config cannot be read'],
    [['--task', 'digits', '--rounds', 'many', '--json'], 2, '"many" must be a whole number'],
    [['--task', 'digits', '--deadline', 'soon', '--json'], 2, '"soon" must be a number of seconds'],
    [['--task', 'digits', '--set', 'task.model=none', '--json'], 1, 'there is no "none"'],
  ])('%j ends with %i', async (args, expected, message) => {
    const { code, stdout, stderr } = await run('create', ...args);
    expect(args.includes('--json') ? JSON.parse(stderr).error.message : stderr).toContain(message);
    expect({ code, stdout }).toEqual({ code: expected, stdout: '' });
  });
});

it('starts, pauses, resumes and stops a run, and lists it', async () => {
  const { summary } = await create('--task', 'synthetic-digits');
  const { runId } = summary;
  const expected = { start: 'running', pause: 'paused', resume: 'running', stop: 'stopped' };
  for (const [action, status] of Object.entries(expected)) {
    const { code, stdout } = await run(action, runId);
    expect(code).toBe(0);
    expect(stdout).toContain(`${runId} (Drawn digits) is ${status}.`);
  }
  const again = await run('start', runId);
  expect(again).toMatchObject({ code: 1, stdout: '' });
  expect(again.stderr).toContain('the run is stopped');
  const listed = (await run('list', '--json')).json<RunSummary[]>()[0] ?? [];
  expect(listed.find((one) => one.runId === runId)?.status).toBe('stopped');
  const active = (await run('list', '--active', '--json')).json<RunSummary[]>()[0] ?? [];
  expect(active.map((one) => one.runId)).not.toContain(runId);
  expect((await run('list')).stdout).toMatch(new RegExp(`${runId} +Drawn digits +stopped +0/10`));
  expect((await run('show', runId)).stdout).toMatch(/Learns +mlp-2nn on synthetic-digits/);
});

describe('tributary run watch', () => {
  const train = async (rounds: string) => {
    const path = join(folder, 'watched.yaml');
    await writeFile(path, yaml);
    const { summary } = await create('--config', path, '--rounds', rounds, '--start');
    return summary.runId;
  };
  const lend = async (runId: string) => {
    const made = await runTributary(['token', 'create', '--run', runId, '--json'], { env });
    const [{ joinUrl }] = made.json<{ joinUrl: string }>() as [{ joinUrl: string }];
    return startTributary(['client', '--token', joinUrl, '--backend', 'cpu', '--json']);
  };

  it('follows a run to its end, for people and for programs, with a real client', async () => {
    const runId = await train('2');
    const client = await lend(runId);
    const [plain, asJson] = await Promise.all([run('watch', runId), run('watch', runId, '--json')]);
    expect(plain.code).toBe(0);
    expect(plain.stdout).toMatch(/^Round +1\/2 .*1\/1 clients .*accuracy \d/m);
    expect(plain.stdout).toMatch(/^Completed: 2 rounds in /m);
    // A pipe gets finished lines only.
    expect(plain.stdout).not.toContain('\r');
    expect(asJson.json()).toMatchObject([
      { event: 'round', round: 1, clients: 1, reported: 1 },
      { event: 'round', round: 2 },
      { event: 'completed', rounds: 2 },
    ]);
    client.child.kill('SIGINT');
    const ended = await client.ended;
    expect(ended.code).toBe(0);
    const lines = ended.json<{ client?: string; line: string }>();
    expect(lines.filter(({ line }) => line.startsWith('round '))).toHaveLength(2);
    expect(lines.at(-1)?.client).toBe('edge-1');
  });

  it('ends with 130 on Ctrl-C and leaves the run alone; with 1 when the run is stopped', async () => {
    const runId = await train('1000');
    const client = await lend(runId);
    const watching = [1, 2].map(() => startTributary(['run', 'watch', runId], { env }));
    const [left, stayed] = watching as [Started, Started];
    await Promise.all(watching.map(({ child }) => child.stdout && once(child.stdout, 'data')));
    left.child.kill('SIGINT');
    expect(await left.ended).toMatchObject({ code: 130, stderr: '' });
    expect((await run('show', runId)).stdout).toMatch(/Status +running/);
    await run('stop', runId);
    const { code, stderr } = await stayed.ended;
    expect(stderr).toContain('An admin stopped the run');
    expect(code).toBe(1);
    client.child.kill('SIGINT');
    await client.ended;
  });
});

describe('where the coordinator is, and what opens it', () => {
  it('is found by options and variables, and on this machine in the state folder', async () => {
    const { url, token, stateDir } = coordinator;
    const listed = await runTributary(['run', 'list', '--url', url, '--token', token]);
    expect(listed.code).toBe(0);
    const near = await runTributary(['run', 'list', '--url', url], {
      env: { TRIBUTARY_STATE_DIR: stateDir },
    });
    expect(near.code).toBe(0);
    const far = await runTributary(['run', 'list', '--url', 'http://coordinator.example'], {
      env: { TRIBUTARY_STATE_DIR: stateDir },
    });
    expect(far).toMatchObject({ code: 2 });
    expect(far.stderr).toContain('The admin token is missing.');
  });

  it('is told in a sentence where it is wrong', async () => {
    const wrong = await run('list', '--token', 'not-the-admin-token', '--json');
    expect(wrong.code).toBe(1);
    expect(JSON.parse(wrong.stderr).error.code).toBe('not-signed-in');
    const nowhere = await run('list', '--url', 'ftp://x');
    expect(nowhere).toMatchObject({ code: 2, stdout: '' });
  });
});
