import type { Page } from '@playwright/test';
import { expect, expectNoSidewaysScroll, test } from './support/fixtures.ts';

const openSection = (page: Page, title: string) =>
  page.getByRole('button', { name: new RegExp(`^${title}`) }).click();

/** Chooses an option by its whole name, of an input by its whole label. */
const choose = async (page: Page, label: string, option: string) => {
  await page.getByRole('combobox', { name: label, exact: true }).click();
  await page.getByRole('option', { name: new RegExp(`^${option}(?![\\w,])`) }).click();
};

test('an admin creates a run with a robust rule and compression both ways, and it learns', async ({
  coordinator,
  page,
  startNodeClients,
  picture,
}) => {
  await page.goto(`${coordinator.url}/runs/new/all#token=${coordinator.adminToken}`);
  await page.getByRole('radio', { name: 'Drawn digits' }).click();
  await page.getByLabel('Name').fill('Robust and small');
  await page.getByLabel('Rounds').fill('2');
  await openSection(page, 'Who takes part');
  await page.getByRole('textbox', { name: 'Minimum clients' }).fill('5');
  await openSection(page, 'Aggregation and screening');
  await choose(page, 'Aggregator', 'MultiKrum');
  await openSection(page, 'Compression');
  await choose(page, 'Updates on their way up', 'int8');
  await choose(page, 'Models on their way down', 'int8');
  await picture(page, 'new-run-robust');
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Robust and small' })).toBeVisible();

  const runId = page.url().split('/').at(-1) as string;
  const { config, summary } = await coordinator.getRun(runId);
  expect(config.aggregation.aggregator?.name).toBe('MultiKrum');
  const { joinUrl } = await coordinator.invite(runId);
  startNodeClients(joinUrl, 5);
  await coordinator.waitForClients(5);
  await page.getByRole('button', { name: 'Start' }).click();
  await expect(page.getByRole('heading', { name: 'All 2 rounds are done' })).toBeVisible({
    timeout: 60_000,
  });

  const openTab = (name: string) =>
    page.getByRole('navigation', { name: 'This run' }).getByRole('link', { name }).click();
  await openTab('Settings');
  const setting = (title: string) =>
    page.locator('dl > div').filter({ has: page.getByText(title, { exact: true }) });
  await expect(setting('Aggregator')).toContainText('MultiKrum: Malicious clients 1');
  await expect(setting('Compression of updates')).toContainText('int8; with error feedback');
  await expect(setting('Compression of models')).toContainText('int8');
  await openTab('Rounds');
  await page.getByRole('button', { name: /^Round 2: \d of \d updates counted$/ }).click();
  await expect(page.getByRole('cell', { name: /^\d+ examples/ }).first()).toBeVisible();
  await picture(page, 'run-robust');

  // A byte for each number and what says which is which, up and down.
  const updates = (await coordinator.readLog(runId)).flatMap(({ event }) =>
    event.type === 'updateReceived' ? [event.payloadBytes] : [],
  );
  expect(Math.max(...updates)).toBeLessThanOrEqual(summary.updateBytes);
  const plain = await coordinator.createRun({ task: config.task });
  expect(summary.updateBytes).toBeLessThan(0.3 * plain.summary.updateBytes);
  expect(summary.modelBytes).toBeLessThan(0.3 * plain.summary.modelBytes);
});

test('settings that make no sense together are told at once, and not sent', async ({
  coordinator,
  page,
}) => {
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') sent.push(new URL(request.url()).pathname);
  });
  await page.goto(`${coordinator.url}/runs/new/all#token=${coordinator.adminToken}`);
  await openSection(page, 'Aggregation and screening');
  await choose(page, 'Aggregator', 'Krum');
  await openSection(page, 'Differential privacy');
  await choose(page, 'Noise', 'Central');
  const alert = page.getByRole('region', { name: 'These settings do not go together' });
  await expect(alert.getByRole('listitem')).toHaveCount(2);
  await expect(alert).toContainText('Krum looks at single updates');
  await expect(alert).toContainText('every client must count the same');

  // The reason that lies in a folded section opens it when the run is to be created.
  const weightedBy = page.getByRole('combobox', { name: 'Weighted by', exact: true });
  await expect(weightedBy).toBeHidden();
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(weightedBy).toBeVisible();
  await expect(page).toHaveURL(/\/runs\/new\/all$/);
  expect(sent).not.toContain('/api/runs');

  await choose(page, 'Weighted by', 'uniform');
  await expect(alert.getByRole('listitem')).toHaveCount(1);
  await choose(page, 'Aggregator', "The strategy's own");
  await expect(alert).toBeHidden();
  await expect(page.getByText(/^About ε = [\d.]+ after 10 rounds/)).toBeVisible();
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Not started yet' })).toBeVisible();
});

test('whose updates were left out of a round is told, also on a phone', async ({
  coordinator,
  startNodeClients,
  browser,
  picture,
}) => {
  // Whoever moves the model further than the median client does is left out.
  const run = await coordinator.createRun({
    screening: { maxNormRatio: 1 },
    cohort: { minClients: 4 },
    rounds: 1,
  });
  const { runId } = run.summary;
  const { joinUrl } = await coordinator.invite(runId);
  startNodeClients(joinUrl, 4);
  await coordinator.waitForClients(4);
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    colorScheme: 'dark',
  });
  const page = await context.newPage();
  await page.goto(`${coordinator.url}/runs/${runId}#token=${coordinator.adminToken}`);
  await page.getByRole('button', { name: 'Start' }).click();
  await page.getByRole('link', { name: 'Rounds', exact: true }).click();
  await page
    .getByRole('button', { name: /^2 of 4 reported in round 1/ })
    .click({ timeout: 60_000 });
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(/2 times, from .+ and .+: /);
  await expect(dialog.getByText('Refused', { exact: true })).toHaveCount(2);
  await expectNoSidewaysScroll(page);
  await picture(page, 'round-members-phone-dark');
  await context.close();
});
