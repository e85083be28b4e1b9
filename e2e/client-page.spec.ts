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

  await page.getByRole('button', { name: 'Finish: see the receipt' }).click();
  await expect(page.getByRole('button', { name: /join again/i })).toBeVisible();
  await picture(page, 'receipt-phone');
});

test('over plain http from another machine a tab keeps its identity too', async ({
  coordinator,
  playwright,
  launchOptions,
}) => {
  // By another name the page is no secure context: there is no WebCrypto and no lock.
  const browser = await playwright.chromium.launch({
    ...launchOptions,
    args: [...(launchOptions.args ?? []), '--host-resolver-rules=MAP tributary.test 127.0.0.1'],
  });
  const page = await browser.newPage();
  const { summary } = await coordinator.createRun({ name: 'Plain' });
  const url = new URL((await coordinator.invite(summary.runId)).joinUrl);
  url.hostname = 'tributary.test';
  const known = new Set((await coordinator.listClients()).map(({ clientId }) => clientId));
  const newcomers = async () =>
    (await coordinator.listClients())
      .map(({ clientId }) => clientId)
      .filter((clientId) => !known.has(clientId));
  await joinInPage(page, url.href, 'cpu');
  expect(await page.evaluate(() => isSecureContext)).toBe(false);
  await expect.poll(newcomers, { timeout: 30_000 }).toHaveLength(1);
  const first = await newcomers();
  await page.goto('about:blank');
  await expect.poll(newcomers).toEqual([]);
  await joinInPage(page, url.href, 'cpu');
  await expect.poll(newcomers, { timeout: 30_000 }).toEqual(first);
  await browser.close();
});

test('a bad link says what to do', async ({ coordinator, page, picture }) => {
  await page.goto(`${coordinator.url}/join/#token=eyJhIjoxfQ.AAAA`);
  await expect(page.getByText(/for a new link/i)).toBeVisible();
  await picture(page, 'bad-link-phone');
});
