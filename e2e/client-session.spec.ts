import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import type { Coordinator } from './support/coordinator.ts';
import { expect, expectNoSidewaysScroll, joinInPage, test } from './support/fixtures.ts';
import { pressOn } from './support/keyboard.ts';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

const connection = (page: Page) => page.getByTestId('connection');
const clientIds = async (coordinator: Coordinator) =>
  (await coordinator.listClients()).map(({ clientId }) => clientId);

test('a reload in mid-round goes on by itself, and the receipt covers both sides of it', async ({
  coordinator,
  page,
  startNodeClients,
}) => {
  // Slow enough that the reload comes while it trains.
  const { summary } = await coordinator.createRun({
    name: 'Reloaded',
    rounds: 2,
    clientWork: { epochs: 8, batchSize: 1, learningRate: 0.01 },
    // No round is closed without the one that is being reloaded.
    reporting: { deadlineMs: 90_000, quorum: 1 },
  });
  const { joinUrl } = await coordinator.invite(summary.runId);
  await joinInPage(page, joinUrl, 'cpu');
  await expect(connection(page)).toHaveText(/connected/i, { timeout: 30_000 });
  const [client] = await coordinator.waitForClients(1);
  const clientId = client?.clientId;
  startNodeClients(joinUrl, 1);
  await coordinator.waitForClients(2);
  await coordinator.actOnRun(summary.runId, 'start');
  await expect(page.getByText(/Round 1: training/)).toBeVisible({ timeout: 30_000 });
  await page.reload();
  // Nobody presses anything.
  await expect(page.getByTestId('accepted-count')).toHaveText('1', { timeout: 60_000 });
  expect(await clientIds(coordinator)).toContain(clientId);
  await page.reload();
  await expect(page.getByTestId('accepted-count')).toHaveText('2', { timeout: 60_000 });
  await page.getByRole('button', { name: 'Finish: see the receipt' }).click({ timeout: 30_000 });
  await expect(page.getByText(/2 rounds of training/)).toBeVisible();

  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as JSON' }).click();
  const receipt = JSON.parse(await readFile(await (await saving).path(), 'utf8'));
  const { checkpoint } = (await coordinator.getRun(summary.runId)).summary;
  expect(receipt).toMatchObject({
    clientId,
    runs: [
      { name: 'Reloaded', updates: [{ round: 1 }, { round: 2, model: { round: 2, checkpoint } }] },
    ],
  });
  await expectNoSidewaysScroll(page);
});

test('a device pauses, rests at its data limit, and shows its own update', async ({
  coordinator,
  page,
  startNodeClients,
}) => {
  const { summary } = await coordinator.createRun({
    name: 'Paused',
    rounds: 60,
    // A round moves more than the smallest limit.
    task: { dataset: 'synthetic-digits', model: 'mlp-2nn' },
  });
  const { joinUrl } = await coordinator.invite(summary.runId);
  await joinInPage(page, joinUrl, 'wasm');
  await expect(connection(page)).toHaveText(/connected/i, { timeout: 30_000 });
  startNodeClients(joinUrl, 2);
  await coordinator.waitForClients(3);
  await coordinator.actOnRun(summary.runId, 'start');
  await expect(page.getByTestId('accepted-count')).not.toHaveText('0', { timeout: 60_000 });

  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(connection(page)).toHaveText(/paused/i);
  await expect.poll(() => clientIds(coordinator).then(({ length }) => length)).toBe(2);
  await page.getByRole('button', { name: 'Show my last update' }).click();
  await expect(page.getByRole('cell', { name: 'Length (L2 norm)' })).toBeVisible();
  await expect(page.getByText(/can be read by the coordinator/)).toBeVisible();
  await expectNoSidewaysScroll(page);
  const counted = Number(await page.getByTestId('accepted-count').textContent());
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect
    .poll(async () => Number(await page.getByTestId('accepted-count').textContent()), {
      timeout: 30_000,
    })
    .toBeGreaterThan(counted);

  await page.getByLabel('Data limit', { exact: true }).selectOption('1 MB');
  await expect(page.getByText('Paused: the data limit is reached')).toBeVisible({
    timeout: 60_000,
  });
  await page.getByLabel('Data limit', { exact: true }).selectOption('No limit');
  await expect(connection(page)).toHaveText(/^connected/i, { timeout: 30_000 });
});

test('without a network the page opens, says so, and goes on when there is one', async ({
  coordinator,
  page,
  context,
}) => {
  const { summary } = await coordinator.createRun({ name: 'Offline' });
  const { joinUrl } = await coordinator.invite(summary.runId);
  await page.goto(joinUrl);
  await expect(page.getByRole('button', { name: 'Continue' })).toBeVisible();
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await context.setOffline(true);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'This device is offline' })).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByRole('button', { name: 'Continue' })).toBeVisible({ timeout: 30_000 });
});

test('a part of the page that does not come leaves no dead end', async ({
  coordinator,
  browser,
}) => {
  const { summary } = await coordinator.createRun({ name: 'In parts' });
  const { joinUrl } = await coordinator.invite(summary.runId);
  // A service worker would fetch it where no test can stop it.
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const page = await context.newPage();
  await page.route(/participation-screen/, (route) => route.abort());
  await joinInPage(page, joinUrl, 'wasm');
  await expect(
    page.getByRole('heading', { name: 'The page could not be loaded completely' }),
  ).toBeVisible();
  await page.unroute(/participation-screen/);
  await page.getByRole('button', { name: 'Reload the page' }).click();
  await expect(page.getByRole('button', { name: /^(Leave|Continue)$/ })).toBeVisible();
  await context.close();
});

test('the page can be installed, and its first load is small', async ({ coordinator, page }) => {
  const manifest = await (
    await page.request.get(`${coordinator.url}/join/manifest.webmanifest`)
  ).json();
  expect(manifest).toMatchObject({ start_url: '/join/', scope: '/join/', display: 'standalone' });
  for (const { src } of manifest.icons) {
    const icon = await page.request.get(new URL(src, `${coordinator.url}/join/`).href);
    expect(icon.headers()['content-type']).toMatch(/^image\//);
  }
  const bytes = { script: 0, tfjs: 0 };
  page.on('response', async (response) => {
    if (response.request().resourceType() !== 'script') return;
    bytes.script += (await response.request().sizes()).responseBodySize;
    if (/worker|tfjs|wasm/.test(response.url())) bytes.tfjs += 1;
  });
  await page.goto(`${coordinator.url}/join/`, { waitUntil: 'networkidle' });
  await expect(page.getByRole('heading', { name: 'Lend this device' })).toBeVisible();
  expect(bytes.script).toBeGreaterThan(50_000);
  expect(bytes.script).toBeLessThan(250_000);
  expect(bytes.tfjs).toBe(0);
});

test('without a mouse a device joins, pauses, looks at its update, leaves and keeps the receipt', async ({
  coordinator,
  page,
  startNodeClients,
}) => {
  const { summary } = await coordinator.createRun({ name: 'By keyboard', rounds: 10_000 });
  const { joinUrl } = await coordinator.invite(summary.runId);
  startNodeClients(joinUrl, 1);
  await page.goto(joinUrl);
  const press = (name: string | RegExp) =>
    pressOn(page, page.getByRole('button', { name }), 'Enter');
  await press('Continue');
  await press(/^join/i);
  await coordinator.waitForClients(2);
  await coordinator.actOnRun(summary.runId, 'start');
  await expect(page.getByTestId('accepted-count')).not.toHaveText('0', { timeout: 60_000 });
  await press('Pause');
  await expect(connection(page)).toHaveText(/paused/i);
  await press('Show my last update');
  await expect(page.getByRole('cell', { name: 'Length (L2 norm)' })).toBeVisible();
  await press('Resume');
  await expect(connection(page)).toHaveText(/^connected/i, { timeout: 30_000 });
  await press('Leave');
  const receipt = page.waitForEvent('download');
  await press('Save as JSON');
  expect((await receipt).suggestedFilename()).toMatch(/\.json$/);
  await coordinator.actOnRun(summary.runId, 'stop');
});
