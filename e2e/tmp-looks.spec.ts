import type { Page } from '@playwright/test';
import { test } from './support/fixtures.ts';

const looks = [
  { name: 'wide-light', viewport: { width: 1280, height: 900 }, colorScheme: 'light' },
  { name: 'phone-dark', viewport: { width: 390, height: 844 }, colorScheme: 'dark' },
] as const;
const out = process.env.SHOTS ?? '/tmp/shots';
const only = process.env.ONLY ?? '';

const pick = async (page: Page, label: string, option: string) => {
  await page.getByRole('combobox', { name: label, exact: true }).click();
  await page.getByRole('option', { name: new RegExp(`^${option}`) }).first().click();
};

for (const look of looks) {
  test(`form ${look.name}`, async ({ coordinator, browser }) => {
    const context = await browser.newContext(look);
    const page = await context.newPage();
    page.on('console', (m) => ['error', 'warning'].includes(m.type()) && console.log(m.text()));
    page.on('pageerror', (e) => console.log('PAGEERROR', e.message));
    await page.goto(`${coordinator.url}/runs/new#token=${coordinator.adminToken}`);
    for (const [n, title] of [['agg', 'Aggregation and screening'], ['comp', 'Compression'], ['priv', 'Differential privacy']] as const) {
      const button = page.getByRole('button', { name: new RegExp(`^${title}`) });
      await button.click();
      if (n === 'agg') { await pick(page, 'Aggregator', 'MultiKrum'); await page.getByRole('switch', { name: /Preagg/ }).click(); }
      if (n === 'comp') { await pick(page, 'Updates on their way up', 'top-k 5'); }
      if (n === 'priv') { await pick(page, 'Noise', 'Central'); }
      await page.waitForTimeout(2500);
      await page.screenshot({ path: `${out}/${look.name}-${n}.png`, fullPage: true });
      if (n === 'priv') await page.getByRole('button', { name: 'Create', exact: true }).click(), await page.waitForTimeout(500), await page.screenshot({ path: `${out}/${look.name}-submit.png`, fullPage: true });
      else await button.click();
    }
    await context.close();
  });
}

test('runs', async ({ coordinator, browser, startNodeClients }) => {
  test.skip(only === 'form');
  const strategy = { name: 'FedAvg', hyperparams: { weightedBy: 'uniform' } };
  const { summary } = await coordinator.createRun({
    name: 'Private and small', rounds: 5, strategy,
    compression: { up: [{ name: 'top-k', params: { fraction: 0.05 } }, { name: 'int8' }], down: [{ name: 'int8' }], errorFeedback: false },
    privacy: { mode: 'central', sampling: 'fixed-size', population: 100 },
  });
  const other = await coordinator.createRun({
    name: 'With outliers', rounds: 3, screening: { maxNormRatio: 1.001 }, aggregation: { aggregator: { name: 'MultiKrum' } }, cohort: { minClients: 4 },
    compression: { up: [{ name: 'int8' }] },
  });
  const third = await coordinator.createRun({
    name: 'Too large', rounds: 3, screening: { maxNorm: 0.001 }, cohort: { minClients: 4 },
  });
  const local = await coordinator.createRun({ name: 'Local noise', rounds: 3, privacy: { mode: 'local', epsilonBudget: 100 }, strategy: {name: 'FedPer'}, task: { dataset: 'synthetic-digits', model: 'mlp-2nn' }, compression: {up: [{name:'rotate'},{name:'sign'}]} });
  const invited = await coordinator.invite(local.summary.runId);
  for (const look of looks) {
    const context = await browser.newContext(look);
    const page = await context.newPage();
    await page.goto(invited.joinUrl);
    await page.getByText('What leaves').waitFor();
    await page.screenshot({ path: `${out}/${look.name}-join.png`, fullPage: true });
    await context.close();
  }
  for (const runId of [summary.runId, other.summary.runId, third.summary.runId]) {
    startNodeClients((await coordinator.invite(runId)).joinUrl, 4);
  }
  await coordinator.waitForClients(12);
  for (const runId of [summary.runId, other.summary.runId, third.summary.runId]) await coordinator.actOnRun(runId, 'start');
  await coordinator.waitForRound(other.summary.runId, 3);
  await coordinator.waitForRound(summary.runId, 2);
  for (const look of looks) {
    const context = await browser.newContext(look);
    const page = await context.newPage();
    page.on('console', (m) => ['error', 'warning'].includes(m.type()) && console.log(m.text()));
    for (const [n, runId] of [['private', summary.runId], ['outliers', other.summary.runId], ['large', third.summary.runId]] as const) {
      await page.goto(`${coordinator.url}/runs/${runId}#token=${coordinator.adminToken}`);
      await page.getByRole('button', { name: 'Configuration' }).click();
      const last = page.getByRole('button', { name: /^Round \d+:/ });
      if (await last.count()) await last.click();
      await page.waitForTimeout(800);
      await page.screenshot({ path: `${out}/${look.name}-run-${n}.png`, fullPage: true });
    }
    await context.close();
  }
});
