import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, expectNoSidewaysScroll, test } from './support/fixtures.ts';
import { pressOn } from './support/keyboard.ts';

const openWizard = async (page: Page, { url, adminToken }: { url: string; adminToken: string }) => {
  await page.goto(`${url}/runs/new#token=${adminToken}`);
  await expect(page.getByRole('heading', { name: 'What do you want to learn?' })).toBeVisible();
};

/** Goes on to the next step, and waits until its question has the focus. */
const next = async (page: Page, title: string, question: string) => {
  await page.getByRole('button', { name: `Next: ${title}` }).click();
  await expect(page.getByRole('heading', { name: question })).toBeFocused();
};

/** Those of some scripts that hold tfjs, by a name that it gives to the global object. */
const withTfjs = async (page: Page, scripts: ReadonlySet<string>): Promise<string[]> => {
  const found: string[] = [];
  for (const url of scripts) {
    const text = await (await page.request.get(url)).text();
    if (text.includes('_tfengine')) found.push(url);
  }
  return found;
};

/** Tries the settings out and returns what the page says of it. */
const dryRun = async (page: Page) => {
  const card = page.getByRole('region', { name: 'Dry run' });
  await card.getByRole('button', { name: 'Try it out' }).click();
  await expect(card.getByText('Everything fits')).toBeVisible({ timeout: 60_000 });
  return card;
};

test('from nothing to a federation that learns: only Next, a dry run, privacy, and devices', async ({
  coordinator,
  page,
  startNodeClients,
  picture,
}) => {
  const scripts = new Set<string>();
  page.on('request', (request) => {
    if (request.url().endsWith('.js')) scripts.add(request.url());
  });
  await openWizard(page, coordinator);
  await picture(page, 'wizard-goal');
  await next(page, 'Data', 'What data do devices bring?');
  await expect(page.getByText('Synthetic digits')).toBeVisible();
  await next(page, 'Model', 'Which model do they train?');
  await expect(page.getByText(/^199,210 parameters\. Each round 797.kB/)).toBeVisible();
  await next(page, 'Training', 'How do they train it?');
  await page.getByRole('textbox', { name: 'Rounds' }).fill('2');

  // What was typed survives a reload, and a look at all settings.
  await page.reload();
  await expect(page.getByRole('textbox', { name: 'Rounds' })).toHaveValue('2');
  await next(page, 'Privacy', 'How private is it?');
  await page.getByRole('radio', { name: 'Central' }).click();
  await expect(
    page.getByText(/^About ε = [\d.]+ after 2 rounds, within the budget of 8/),
  ).toBeVisible();
  await page.getByText('Table', { exact: true }).click();
  await expect(page.getByRole('row')).toHaveCount(3);
  await picture(page, 'wizard-privacy');
  await page.getByRole('radio', { name: 'None' }).click();
  await next(page, 'Review', 'Is this what you want?');

  expect(await withTfjs(page, scripts)).toEqual([]);
  const card = await dryRun(page);
  // The rounds and their header; and only now, in the worker, tfjs.
  await expect(card.getByRole('row')).toHaveCount(3);
  expect(await withTfjs(page, scripts)).toEqual([expect.stringContaining('try-out.worker')]);
  await picture(page, 'wizard-review');

  await page.getByRole('button', { name: 'Create and start' }).click();
  await expect(page.getByRole('heading', { name: 'Drawn digits is ready' })).toBeVisible();
  const joinUrl = await page.getByLabel('Join link', { exact: true }).inputValue();
  await expect(page.getByText('a round waits for 2 more')).toBeVisible();
  await picture(page, 'wizard-invite');
  // A link of its own for somebody, with a limit; the first one stays valid.
  await page.getByRole('button', { name: 'Another link' }).click();
  await page.getByRole('textbox', { name: 'Label' }).fill('Ward 3');
  await page.getByRole('textbox', { name: 'How many devices' }).fill('1');
  await page.getByRole('button', { name: 'Make this link' }).click();
  await expect(page.getByText('“Ward 3”, valid for 1 device until')).toBeVisible();
  await expect(page.getByLabel('Join link', { exact: true })).not.toHaveValue(joinUrl);
  startNodeClients(joinUrl, 2);
  const presence = page.getByRole('region', { name: 'Devices now' });
  await expect(presence).toHaveText(/enough to train|has ended/, { timeout: 30_000 });
  await page.getByRole('link', { name: 'Watch the run' }).click();
  await expect(page.getByRole('heading', { name: 'All 2 rounds are done' })).toBeVisible({
    timeout: 60_000,
  });
});

const csv = `patient,age,pressure,smoker,ill
1,29,120,no,healthy
2,77,?,yes,ill
3,50,140,no,healthy
4,41,130,yes,ill
5,35,115,no,healthy
6,62,150,yes,ill
7,58,145,no,healthy
8,70,160,yes,ill
`.concat(
  Array.from({ length: 40 }, (_, at) => {
    const ill = at % 3 === 0;
    return `${at + 9},${30 + at},${ill ? 150 : 118},${ill ? 'yes' : 'no'},${ill ? 'ill' : 'healthy'}\n`;
  }).join(''),
);

test('a table of one’s own becomes a run, on a phone and with the keyboard alone', async ({
  coordinator,
  browser,
  picture,
}) => {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    colorScheme: 'dark',
  });
  const page = await context.newPage();
  await openWizard(page, coordinator);
  const press = async (name: string | RegExp, role: 'button' | 'radio' = 'button') => {
    const control = page.getByRole(role, { name, exact: true });
    await pressOn(page, control, role === 'button' ? 'Enter' : 'Space');
  };
  await press('Sort rows of a table', 'radio');
  await press('My own data', 'radio');
  await press('Next: Data');
  await expect(page.getByRole('heading', { name: 'What data do devices bring?' })).toBeFocused();

  // Nothing is described yet: it stays here, and the field that is wrong has the focus.
  await press('Next: Model');
  await expect(page.getByRole('textbox', { name: 'Predicted column' })).toBeFocused();
  await expect(page.getByText('Add at least one column.')).toBeVisible();

  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.method()));
  const chooser = page.waitForEvent('filechooser');
  await press('Fill in from an example table');
  await (await chooser).setFiles({
    ...{ name: 'patients.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) },
  });
  await expect(page.getByText('Read 48 rows of patients.csv.')).toBeVisible();
  await expect(page.getByText('Left out “patient”: it only counts the rows.')).toBeVisible();
  const checks = page.getByRole('region', { name: 'What each device checks' });
  await expect(checks).toContainText(
    '“pressure” is a number, expected from 110 to 165; it may be missing.',
  );
  await expect(checks).toContainText('“ill” is the class of a row, one of healthy, ill');

  // What is removed does not take the focus with it.
  await press('Add a column');
  await press('Add a column');
  const fourth = page.getByRole('button', { name: 'Remove the column column 4' });
  await pressOn(page, fourth, 'Enter');
  await expect(fourth).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Add a column' })).toBeFocused();
  expect(requests).not.toContain('POST');
  await expectNoSidewaysScroll(page);
  await picture(page, 'wizard-own-table-phone-dark');

  await press('Next: Model');
  await expect(page.getByRole('radio', { name: 'MLP for tables' })).toBeChecked();
  await press('Next: Training');
  await expectNoSidewaysScroll(page);
  await press('Next: Privacy');
  await press('Next: Review');
  await expect(page.getByRole('heading', { name: 'Is this what you want?' })).toBeFocused();
  const card = page.getByRole('region', { name: 'Dry run' });
  await expect(card).toContainText('accuracy means nothing then');
  await press('Try it out');
  await expect(card.getByText('Everything fits')).toBeVisible({ timeout: 60_000 });
  await expectNoSidewaysScroll(page);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations).toEqual([]);
  await picture(page, 'wizard-dry-run-phone-dark');
  await press('Create');
  await expect(page.getByRole('heading', { name: 'My table is ready' })).toBeVisible();
  const runId = new URL(page.url()).pathname.split('/')[2] as string;
  const { config } = await coordinator.getRun(runId);
  expect(config.task).toMatchObject({
    dataset: { kind: 'table', target: { column: 'ill', classes: ['healthy', 'ill'] } },
    model: 'tabular-mlp',
    preprocessing: [{ name: 'scale' }, { name: 'fill-missing' }],
  });
  await context.close();
});

/** A tfjs Layers model: pictures of 28 × 28, flat, and one layer of ten classes; its weights are zeros. */
const modelFiles = () => {
  const layers = [
    { class_name: 'Flatten', config: { name: 'flat', batch_input_shape: [null, 28, 28, 1] } },
    { class_name: 'Dense', config: { name: 'out', units: 10, activation: 'linear' } },
  ];
  const weights = [
    { name: 'out/kernel', shape: [784, 10], dtype: 'float32' },
    { name: 'out/bias', shape: [10], dtype: 'float32' },
  ];
  const json = {
    format: 'layers-model',
    modelTopology: { class_name: 'Sequential', config: { name: 'one_layer', layers } },
    weightsManifest: [{ paths: ['group1-shard1of1.bin'], weights }],
  };
  return [
    {
      ...{ name: 'model.json', mimeType: 'application/json' },
      buffer: Buffer.from(JSON.stringify(json)),
    },
    {
      ...{ name: 'group1-shard1of1.bin', mimeType: 'application/octet-stream' },
      buffer: Buffer.alloc(4 * 7850),
    },
  ];
};

test('a model of one’s own is brought, tried out and becomes a run', async ({
  coordinator,
  page,
}) => {
  await page.goto(`${coordinator.url}/runs/new/model#token=${coordinator.adminToken}`);
  const bring = async (files: ReturnType<typeof modelFiles>) => {
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Bring a model of my own' }).click();
    await (await chooser).setFiles(files);
  };
  await bring(modelFiles().slice(1));
  await expect(page.getByRole('alert')).toContainText('Choose the model.json');
  await bring(modelFiles());
  await expect(page.getByRole('radio', { name: 'one_layer' })).toBeChecked();
  await expect(page.getByText(/^7,850 parameters/)).toHaveCount(2);
  await page.goto(`${coordinator.url}/runs/new/review`);
  await dryRun(page);
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Drawn digits is ready' })).toBeVisible();
  const runId = new URL(page.url()).pathname.split('/')[2] as string;
  const { config } = await coordinator.getRun(runId);
  expect(config.task.model).toMatchObject({
    title: 'one_layer',
    weights: expect.stringMatching(/^sha256:/),
  });
});
