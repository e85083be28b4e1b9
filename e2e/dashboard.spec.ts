import type { Page } from '@playwright/test';
import { expect, expectNoSidewaysScroll, test } from './support/fixtures.ts';

const signIn = async (page: Page, url: string, token: string) => {
  await page.goto(url);
  await page.getByLabel('Admin token').fill(token);
  await page.getByRole('button', { name: /sign in/i }).click();
  await expect(page.getByRole('heading', { name: 'Runs', exact: true })).toBeVisible();
};

test('an admin creates, starts, pauses, resumes and stops a run, and sees it learn', async ({
  coordinator,
  page,
  startNodeClients,
  picture,
}) => {
  await page.goto(coordinator.url);
  await page.getByLabel('Admin token').fill('not the token');
  await page.getByRole('button', { name: /sign in/i }).click();
  await expect(page.getByText(/not the admin token/i)).toBeVisible();
  await picture(page, 'sign-in-refused');
  await signIn(page, coordinator.url, coordinator.adminToken);

  await page
    .getByRole('link', { name: /new run/i })
    .first()
    .click();
  await page.getByRole('link', { name: 'All settings on one page' }).click();
  await page.getByRole('radio', { name: 'Drawn digits' }).click();
  await page.getByLabel('Name').fill('Made in the dashboard');
  // More rounds than the machine can do before the test stops the run.
  await page.getByLabel('Rounds').fill('10000');
  await picture(page, 'new-run');
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Made in the dashboard' })).toBeVisible();

  const runId = page.url().split('/').at(-1) as string;
  const { joinUrl } = await coordinator.invite(runId);
  startNodeClients(joinUrl, 2);
  await coordinator.waitForClients(2);
  await page.getByRole('button', { name: 'Start' }).click();
  await expect(page.getByText(/training/i).first()).toBeVisible({ timeout: 30_000 });
  await picture(page, 'run-training');

  // The charts grow round by round.
  const points = page.locator('.recharts-line-dots circle');
  await expect.poll(() => points.count(), { timeout: 60_000 }).toBeGreaterThan(1);
  const drawn = await points.count();
  await expect.poll(() => points.count(), { timeout: 60_000 }).toBeGreaterThan(drawn);

  await page.getByRole('button', { name: 'Pause' }).click();
  await expect.poll(async () => (await coordinator.getRun(runId)).summary.status).toBe('paused');
  await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible();
  const { round } = (await coordinator.getRun(runId)).summary;
  await picture(page, 'run-paused');
  await page.getByRole('button', { name: 'Resume' }).click();
  await coordinator.waitForRound(runId, round + 1);

  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByRole('button', { name: 'Stop the run' }).click();
  await expect.poll(async () => (await coordinator.getRun(runId)).summary.status).toBe('stopped');
  await expect(page.getByText(/stopped/i).first()).toBeVisible();

  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: 'Clients' })
    .click();
  await expect(page.getByText(/wasm/i).first()).toBeVisible();
  await picture(page, 'clients');
});

test('the dashboard refuses a run that cannot be, and says which field is wrong', async ({
  coordinator,
  page,
}) => {
  await page.goto(`${coordinator.url}/runs/new/all#token=${coordinator.adminToken}`);
  await page.getByRole('radio', { name: 'Drawn digits' }).click();
  await page.getByLabel('Name').fill('');
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(page.getByLabel('Name')).toHaveAttribute('aria-invalid', 'true');
});

test('the form draws how the data chosen last would be divided', async ({ coordinator, page }) => {
  await page.goto(`${coordinator.url}/runs/new/all#token=${coordinator.adminToken}`);
  // The form begins with other data; its folded sections are drawn when the page has time.
  const picture = page.getByLabel('Who would get what');
  await expect(picture).toBeAttached();
  await page.getByRole('radio', { name: 'Drawn digits' }).click();
  await page.getByRole('button', { name: /division of the demo data/i }).click();
  await picture.scrollIntoViewIfNeeded();
  await expect(picture.getByText(/100 examples each/)).toBeVisible({ timeout: 30_000 });
});

test('the dashboard serves a phone, in the dark too', async ({ coordinator, browser, picture }) => {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    colorScheme: 'dark',
  });
  const page = await context.newPage();
  await page.goto(`${coordinator.url}/#token=${coordinator.adminToken}`);
  await expect(page.getByRole('heading', { name: 'Runs', exact: true })).toBeVisible();
  expect(new URL(page.url()).hash).toBe('');
  await expectNoSidewaysScroll(page);
  await picture(page, 'runs-phone-dark');
  await context.close();
});

test('a page that does not come says so, and the others still open', async ({
  coordinator,
  page,
}) => {
  await signIn(page, coordinator.url, coordinator.adminToken);
  await page.route(/assets\/compare-page/, (route) => route.abort());
  await page.goto(`${coordinator.url}/compare`);
  await expect(page.getByText('This page could not be shown')).toBeVisible();
  await page.getByRole('link', { name: 'Clients' }).click();
  await expect(page.getByRole('heading', { name: 'Clients', exact: true })).toBeVisible();
});

test('an admin revokes a join link, and reads in the audit log that it happened', async ({
  coordinator,
  page,
  startNodeClients,
  picture,
}) => {
  const { summary } = await coordinator.createRun({ name: 'By invitation' });
  const { joinUrl } = await coordinator.invite(summary.runId);
  startNodeClients(joinUrl, 1);
  await coordinator.waitForClients(1);
  await page.goto(`${coordinator.url}/access#token=${coordinator.adminToken}`);
  const link = page.getByRole('region', { name: 'Links to join by' }).getByRole('row', {
    name: /by invitation/i,
  });
  await link.getByRole('button', { name: /revoke/i }).click();
  await page.getByRole('button', { name: 'Revoke the link' }).click();
  await expect(link.getByText('Revoked')).toBeVisible();
  const audit = page.getByRole('region', { name: 'Audit log' });
  await expect(audit.getByText('Revoked a join link')).toBeVisible();
  await picture(page, 'access');
  await expect.poll(async () => (await coordinator.listClients()).length).toBe(0);
});
