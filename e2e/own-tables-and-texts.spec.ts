import { truncate } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataSchema } from '@tributary/model-zoo';
import { checkpointSchema, decodeFrame } from '@tributary/protocol';
import { createNodeTrainer } from '@tributary/trainer/node';
import type { Coordinator } from './support/coordinator.ts';
import { expect, expectNoSidewaysScroll, test } from './support/fixtures.ts';
import {
  hasHeartFiles,
  heartTask,
  pooledAccuracy,
  readSites,
  trainAlone,
} from './support/heart-sites.ts';
import {
  choose,
  expectUnsent,
  joinWithData,
  openDataStep,
  recordSent,
  writeFiles,
} from './support/own-data.ts';

const ROUNDS = 12;
const EPOCHS = 2;

/** The weights of a run's newest checkpoint. */
const lastWeights = async ({ url, adminToken }: Coordinator, runId: string) => {
  const headers = { authorization: `Bearer ${adminToken}` };
  const list = await fetch(`${url}/api/runs/${runId}/checkpoints`, { headers });
  const [newest] = checkpointSchema.array().parse(await list.json());
  const file = await fetch(`${url}/api/checkpoints/${newest?.digest}`);
  const frame = decodeFrame(new Uint8Array(await file.arrayBuffer()), 'weights');
  if (!frame.ok) throw new Error('The checkpoint cannot be read.');
  return frame.weights.values;
};

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

test('four hospitals learn more together than alone, and no row leaves its page', async ({
  coordinator,
  browser,
}) => {
  test.skip(!hasHeartFiles, 'UCI’s files are not on this machine.');
  const sites = await readSites();
  const { summary } = await coordinator.createRun({
    name: 'Four hospitals',
    task: heartTask,
    rounds: ROUNDS,
    cohort: { minClients: 4 },
    clientWork: { epochs: EPOCHS, batchSize: 8, learningRate: 0.1 },
  });
  const { joinUrl } = await coordinator.invite(summary.runId);
  const folder = await writeFiles(
    Object.fromEntries(sites.map(({ name, train }) => [name, `${train.join('\n')}\n`])),
  );
  const pages = await Promise.all(
    sites.map(async ({ name, train }) => {
      const context = await browser.newContext();
      const page = await context.newPage();
      const sent = recordSent(context, page);
      await openDataStep(page, joinUrl);
      await choose(page, 'Choose a table', join(folder, name));
      await expect(page.getByText('Columns: all 14 found')).toBeVisible({ timeout: 20_000 });
      await expect(page.getByTestId('data-summary')).toContainText(`${train.length} examples`);
      // The held-out rows below are what counts; all others are trained on.
      await page.getByLabel('Set aside to score on').selectOption('0');
      await joinWithData(page);
      return { context, page, sent, train };
    }),
  );
  await coordinator.waitForClients(4);
  await coordinator.actOnRun(summary.runId, 'start');
  const trainer = createNodeTrainer();
  const alone: number[] = [];
  await coordinator.waitForRound(summary.runId, ROUNDS);
  for (const seed of [1, 2, 3]) {
    for (const site of sites) {
      const weights = await trainAlone(trainer, site, { epochs: ROUNDS * EPOCHS, seed });
      alone.push(await pooledAccuracy(trainer, sites, weights));
    }
  }
  const means = [0, 1, 2].map((seed) =>
    alone.slice(4 * seed, 4 * seed + 4).reduce((sum, accuracy) => sum + accuracy / 4, 0),
  );
  const weights = await lastWeights(coordinator, summary.runId);
  const together = await pooledAccuracy(trainer, sites, weights);
  await trainer.close();
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  console.log(
    `Pooled held-out rows: together ${percent(together)}; alone ${alone.map(percent).join(', ')}; mean ${percent(median(means))}`,
  );
  expect(together).toBeGreaterThan(median(means));
  for (const { context, sent, train } of pages) {
    expectUnsent(sent, train.slice(0, 20));
    await context.close();
  }
});

const reviews: DataSchema = {
  ...{ kind: 'texts', title: 'Notes on films', classes: ['bad', 'good'], length: 100 },
};
const letters: DataSchema = {
  kind: 'next-character',
  title: 'Letters of a family',
  alphabet: ' abcdefghijklmnopqrstuvwxyz.,\n',
  length: 16,
};

test('one device brings two kinds of text to two runs', async ({ coordinator, context, page }) => {
  const clientWork = { epochs: 1, batchSize: 4, learningRate: 0.5 };
  const settings = { rounds: 1, cohort: { minClients: 1 }, clientWork };
  const runs = await Promise.all([
    coordinator.createRun({
      ...{ name: 'Films', ...settings },
      task: {
        dataset: reviews,
        model: 'text-embedding',
        preprocessing: [{ name: 'tokenise', params: { by: 'words', length: 16, buckets: 500 } }],
      },
    }),
    coordinator.createRun({
      ...{ name: 'Letters', ...settings },
      task: { dataset: letters, model: 'char-lstm' },
    }),
  ]);
  const secret = 'the goldfish swam in circles';
  const notes = `good\t${secret}, "wonderful"\nbad\tdull\n`.repeat(6);
  const folder = await writeFiles({ 'letters.txt': `dear aunt, ${secret}.\n`.repeat(20) });
  const everything = await fetch(`${coordinator.url}/api/join-tokens`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${coordinator.adminToken}`,
      'content-type': 'application/json',
    },
    body: '{}',
  });
  const sent = recordSent(context, page);
  await openDataStep(page, (await everything.json()).joinUrl);
  const films = page.getByRole('region', { name: 'Notes on films' });
  const dataTransfer = await page.evaluateHandle((text) => {
    const dropped = new DataTransfer();
    dropped.items.add(new File([text], 'notes.txt'));
    return dropped;
  }, notes);
  await films
    .getByRole('region', { name: /^Choose a table/ })
    .dispatchEvent('drop', { dataTransfer });
  await expect(films.getByTestId('data-summary')).toContainText('12 examples');
  const family = page.getByRole('region', { name: 'Letters of a family' });
  await choose(family, 'Choose a text file', join(folder, 'letters.txt'));
  await expect(family.getByTestId('data-summary')).toContainText('In use: letters.txt');
  await joinWithData(page);
  for (const { summary } of runs) {
    await coordinator.actOnRun(summary.runId, 'start');
    await coordinator.waitForRound(summary.runId, 1);
  }
  expectUnsent(sent, [secret]);
});

const patients: DataSchema = {
  ...{ kind: 'table', title: 'Patients', missing: ['', '?'] },
  columns: [
    { name: 'age', kind: 'number', range: [0, 100] },
    { name: 'sex', kind: 'category', categories: ['female', 'male'] },
    { name: 'weight', kind: 'number', range: [1, 300], mayBeMissing: true },
  ],
  target: { kind: 'class', column: 'ill', classes: ['no', 'yes'] },
};

test('files that do not fit are told where, and take nothing away', async ({
  coordinator,
  page,
  picture,
}) => {
  const { summary } = await coordinator.createRun({
    name: 'Broken files',
    task: {
      dataset: patients,
      model: 'tabular-mlp',
      preprocessing: [{ name: 'fill-missing', params: { values: 0 } }],
    },
  });
  const { joinUrl } = await coordinator.invite(summary.runId);
  const rows = ['63,male,70,no', '41,female,?,yes', '50,male,,no'].join('\n');
  const folder = await writeFiles({
    'good.csv': `Age,Sex,Weight,Ill\n${rows}\n`,
    'types.csv': `age,sex,weight,ill\n${rows}\nold,male,70,no\n?,mail,70,maybe\n`,
    'columns.csv': `age;notes;weight\n63;x;70\n`,
    'empty.csv': '',
    'huge.csv': '',
    'utf16.csv': Buffer.from(`\ufeffage,sex,weight,ill\n${rows}\n`, 'utf16le'),
    'latin1.csv': Buffer.from(`age,sex,weight,ill\n${rows}\n41,M\xe4nnlich,60,no\n`, 'latin1'),
    'picture.csv': Buffer.from('\x89PNG\r\n\x1a\n and so on', 'latin1'),
  });
  await truncate(join(folder, 'huge.csv'), 2 ** 30);
  // Listened for early: a dialogue that opens before the browser is told so is nobody's.
  const dialogue = page.waitForEvent('filechooser');
  await openDataStep(page, joinUrl);
  const panel = page.getByTestId('data-summary');
  const alert = page.getByRole('alert');
  const bring = (name: string) => choose(page, 'Choose a table', join(folder, name));
  // By keyboard, as everything here can be done.
  await page.getByRole('button', { name: 'Choose a table' }).focus();
  await page.keyboard.press('Enter');
  await (await dialogue).setFiles(join(folder, 'good.csv'));
  await expect(panel).toContainText('In use: good.csv');
  await expect(panel).toContainText('Missing: 2 × weight.');

  for (const [name, message] of [
    ['empty.csv', 'empty.csv: the file is empty.'],
    ['huge.csv', 'huge.csv: the file has 1.0 GB, and at most 32 MB are read on a device.'],
    ['utf16.csv', 'utf16.csv, line 1: found bytes that are no UTF-8 text (it looks like UTF-16)'],
    ['latin1.csv', 'latin1.csv, line 5: found bytes that are no UTF-8 text (it looks like Windows'],
    ['picture.csv', 'picture.csv: it is no text: it begins like a PNG picture.'],
  ] as const) {
    await bring(name);
    await expect(alert).toContainText(message);
    await expect(alert).toContainText('good.csv is still here');
    await expect(panel).toContainText('In use: good.csv');
  }
  await bring('columns.csv');
  await expect(alert).toContainText('column "sex": no column of the file is chosen for it');
  await expect(page.getByLabel('ill', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await expect(panel).toContainText('In use: good.csv');

  await bring('types.csv');
  await expect(alert).toContainText('2 rows of 5 have a fault');
  await expect(alert).toContainText('types.csv, line 5, column "age": found "old"');
  await expect(alert).toContainText('types.csv, line 6, column "ill": found "maybe"');
  await picture(page, 'own-table-faults');
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
  await expect(panel).toContainText('In use: good.csv');
  await page.getByRole('button', { name: 'Leave 2 out and use 3' }).click();
  await expect(panel).toContainText('In use: types.csv');
  await expect(panel).toContainText('3 examples, 2 left out');
  // Columns can be changed: weight taken for the age makes its missing values faults.
  await page.getByText('Columns: all 4 found').click();
  await page.getByLabel('age', { exact: true }).selectOption({ label: 'weight' });
  await expect(alert).toContainText('column "age": found "?"');
});
