import { expect, expectNoSidewaysScroll, joinInPage, test } from './support/fixtures.ts';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

test('a phone joins, trains, sees what it did, and leaves', async ({
  coordinator,
  page,
  startNodeClients,
  picture,
}) => {
  const { summary } = await coordinator.createRun({ name: 'Digits on a phone', rounds: 3 });
  const { joinUrl } = await coordinator.invite(summary.runId);
  await page.goto(joinUrl);
  await expect(page.getByText('What leaves')).toBeVisible();
  await expect(page.getByText('What stays here')).toBeVisible();
  await picture(page, 'join-phone');
  await expectNoSidewaysScroll(page);

  await joinInPage(page, joinUrl, 'wasm');
  await expect(page.getByTestId('connection')).toHaveText(/connected/i, { timeout: 30_000 });
  await picture(page, 'waiting-phone');
  startNodeClients(joinUrl, 1);
  await coordinator.waitForClients(2);
  await coordinator.actOnRun(summary.runId, 'start');
  await expect(page.getByTestId('accepted-count')).toHaveText('3', { timeout: 60_000 });
  await expect(page.getByTestId('backend')).toHaveText(/wasm/i);
  await picture(page, 'training-phone');

  await page.getByRole('button', { name: /leave/i }).click();
  await expect(page.getByRole('button', { name: /join again/i })).toBeVisible();
  await picture(page, 'farewell-phone');
});

test('a reload keeps the identity of a client', async ({ coordinator, page }) => {
  const { summary } = await coordinator.createRun({ name: 'Reload' });
  const { joinUrl } = await coordinator.invite(summary.runId);
  await joinInPage(page, joinUrl, 'cpu');
  const [first] = await coordinator.waitForClients(1);
  await page.reload();
  await page.getByRole('button', { name: /^join/i }).click();
  await expect(page.getByTestId('connection')).toHaveText(/connected/i, { timeout: 30_000 });
  const [second] = await coordinator.waitForClients(1);
  expect(second?.clientId).toBe(first?.clientId);
});

test('a bad link says what to do', async ({ coordinator, page, picture }) => {
  await page.goto(`${coordinator.url}/join/#token=eyJhIjoxfQ.AAAA`);
  await expect(page.getByText(/for a new link/i)).toBeVisible();
  await picture(page, 'bad-link-phone');
});
