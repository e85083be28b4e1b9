import { mkdtemp, rm, writeFile } from 'node:fs/promises';
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

const dataset = {
  kind: 'table' as const,
  title: 'Points',
  columns: ['x', 'y'].map((name) => ({
    ...{ name, kind: 'number' as const, range: [-1, 1] as [number, number] },
  })),
  target: { kind: 'class' as const, column: 'side', classes: ['left', 'right'] },
  missing: [],
};

/** Points on a grid, left and right of the middle. */
const points = Array.from({ length: 120 }, (_, at) => {
  const x = ((at % 12) - 5.5) / 6;
  const y = (Math.floor(at / 12) - 4.5) / 5;
  return { x, y, side: x < 0 ? 'left' : 'right' };
});
const csv = (rows: readonly object[]): string =>
  [Object.keys(rows[0] ?? {}), ...rows.map(Object.values)].join('\n');
const write = async (name: string, text: string): Promise<string> => {
  await writeFile(join(folder, name), text);
  return name;
};

/** Two rounds on somebody's own table, by the commands that a person would give. */
beforeAll(async () => {
  coordinator = await startCoordinatorProgram();
  folder = await mkdtemp(join(tmpdir(), 'tributary-cli-'));
  env = { TRIBUTARY_URL: coordinator.url, TRIBUTARY_ADMIN_TOKEN: coordinator.token };
  const api = createApiClient(coordinator);
  const created = await api.post('/api/runs', {
    body: {
      name: 'Sides',
      task: { dataset, model: 'logistic-regression' },
      clientWork: { epochs: 20, batchSize: 10, learningRate: 0.5 },
      ...{ rounds: 2, cohort: { minClients: 1 } },
    },
  });
  runId = created.summary.runId;
  await api.post('/api/runs/{runId}/{action}', { params: { path: { runId, action: 'start' } } });
  const { joinUrl } = await api.post('/api/join-tokens', { body: { runId } });
  const own = join(folder, await write('own.csv', csv(points)));
  const words = ['client', '--token', joinUrl, '--file', own, '--backend', 'cpu'];
  const client = startTributary(words);
  await runTributary(['run', 'watch', runId], { env });
  client.child.kill('SIGTERM');
  await client.ended;
}, 180_000);
afterAll(async () => {
  await coordinator.end();
  await rm(folder, { recursive: true });
});

const predict = (file: string, ...args: string[]) =>
  runTributary(['model', 'predict', '--run', runId, '--file', file, ...args], { env, cwd: folder });

interface Said {
  readonly event: string;
  readonly prediction: string;
  readonly known?: string;
}

describe('tributary model predict', () => {
  it('says what each row is, though the file does not', async () => {
    const file = await write(
      'asked.csv',
      csv([
        { y: 0.3, x: -0.9 },
        { y: 0.1, x: 0.8 },
      ]),
    );
    const { code, stdout, stderr } = await predict(file);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const percent = String.raw`(?:[5-9]\d\.\d\d|100\.00) %`;
    expect(stdout).toMatch(
      new RegExp(
        `^LINE  PREDICTION  PROBABILITY\n2     left        ${percent}\n3     right       ${percent}\n\nBy the model of round 2\\.\n$`,
      ),
    );
  });

  it('counts what is right where the file says what is, of more rows than a pipe holds', async () => {
    // Two are told wrongly, one is not told.
    const told = Array.from({ length: 20 }, () => points).flat();
    const rows = told.map((point, at) => (at < 2 ? { ...point, side: 'right' } : point));
    const file = await write('told.csv', `${csv(rows)}\n0.7,0.1,\n`);
    const lines = (await predict(file, '--json')).json<Said & Record<string, unknown>>();
    const answers = lines.filter(({ event }) => event === 'prediction');
    expect(answers).toHaveLength(2401);
    expect(answers[0]).toMatchObject({ line: 2, prediction: 'left', known: 'right' });
    expect(answers.at(-1)).toMatchObject({ line: 2402, prediction: 'right', file: 'told.csv' });
    expect(answers.at(-1)).not.toHaveProperty('known');
    const right = answers.filter(({ prediction, known }) => prediction === known).length;
    expect(right).toBeGreaterThan(2200);
    expect(lines.at(-1)).toMatchObject({
      ...{ event: 'completed', runId, round: 2, examples: 2401, known: 2400, leftOut: 0 },
      accuracy: right / 2400,
    });
  });

  it('takes the current model, which has to be one, or the latest', async () => {
    const file = await write('one.csv', csv([{ x: 0.8, y: 0 }]));
    const none = await predict(file, '--checkpoint', 'current');
    expect(none).toMatchObject({ code: 1, stdout: '' });
    expect(none.stderr).toContain('No model of the run is the current one.');
    const promoted = await fetch(`${coordinator.url}/api/runs/${runId}/current`, {
      method: 'PUT',
      headers: {
        authorization: `Bearer ${coordinator.token}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ round: 0 }),
    });
    expect(promoted.status).toBe(200);
    const current = await predict(file, '--json');
    expect(current.json().at(-1)).toMatchObject({ event: 'completed', round: 0 });
    const latest = await predict(file, '--json', '--checkpoint', 'latest');
    expect(latest.json().at(-1)).toMatchObject({ event: 'completed', round: 2 });
    expect(current.json()[0]?.probability).not.toBe(latest.json()[0]?.probability);
  });

  it('says where a file has its faults, and goes on without them only if told to', async () => {
    const file = await write('faulty.csv', 'x,y\n0.5,0.5\nfar,0\n0.1\n-0.5,0.5\n');
    const faults = [
      'faulty.csv, line 3, column "x": found "far", expected a number with a decimal point.',
      'faulty.csv, line 4: ',
    ] as const;
    const { code, stdout, stderr } = await predict(file);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    for (const fault of [...faults, '--leave-out-faulty']) expect(stderr).toContain(fault);
    const rest = await predict(file, '--leave-out-faulty');
    expect(rest.code).toBe(0);
    expect(rest.stdout).toMatch(/^2 +right .*\n5 +left /m);
    expect(rest.stderr).toContain(`Left out: ${faults[0]} And 1 more.`);
  });

  it.each([
    [['--checkpoint', '9'], 1, 'Those of these rounds are: 2, 1, 0.'],
    [['--checkpoint', 'best'], 2, 'Write latest, current, a round or a digest.'],
    [['--run', 'no-such-run'], 1, 'There is no such run.'],
    [['--file', 'no-such.csv'], 2, 'There is no file or folder no-such.csv.'],
  ])('%j ends with %i', async (args, expected, message) => {
    const { code, stdout, stderr } = await predict('own.csv', ...args, '--json');
    expect({ code, stdout }).toEqual({ code: expected, stdout: '' });
    expect(JSON.parse(stderr).error.message).toContain(message);
  });
});
