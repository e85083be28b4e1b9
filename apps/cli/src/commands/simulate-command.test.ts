import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runTributary } from '../testing/run-tributary.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tributary-cli-'));
});
afterAll(() => rm(folder, { recursive: true }));

const simulation = {
  ...{ name: 'small', title: 'Small' },
  run: {
    name: 'small',
    task: { dataset: 'synthetic-digits', model: 'logistic-regression' },
    partition: { partitioner: 'NaturalIdPartitioner' },
    rounds: 2,
    cohort: { minClients: 2, fractionTrain: 0.02 },
  },
};

it('runs a federation of virtual clients and leaves its results', async () => {
  await writeFile(join(folder, 'small.json'), JSON.stringify(simulation));
  const args = ['small.json', '--threads', '1', '--out', 'results', '--json'];
  const told = await runTributary(['simulate', ...args], { cwd: folder });
  expect(told.code).toBe(0);
  expect(told.json<unknown[]>()).toMatchObject([[{ variant: 'base', seeds: 1 }]]);
  // A pipe gets finished lines only.
  expect(told.stderr).toMatch(/^1\/1 base seed 1 {2}round 2\/2 /m);
  const rounds = await readFile(join(folder, 'results', 'rounds.csv'), 'utf8');
  expect(rounds.trim().split('\n')).toHaveLength(3);
  const summary = await readFile(join(folder, 'results', 'summary.md'), 'utf8');
  expect(summary).toContain(`pnpm tributary simulate ${args.join(' ')}`);
});

it('says what there is when there is no such simulation', async () => {
  const told = await runTributary(['simulate', 'mcmahan'], { cwd: folder });
  expect(told.stderr).toContain('Presets: ');
  expect(told.code).toBe(2);
});
