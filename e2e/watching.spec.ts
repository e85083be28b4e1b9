import type { Page } from '@playwright/test';
import { expect, expectNoSidewaysScroll, test } from './support/fixtures.ts';

const openTab = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'This run' }).getByRole('link', { name }).click();

test('a run is watched round by round, event by event, and back in time', async ({
  coordinator,
  page,
  startNodeClients,
  picture,
}) => {
  const { summary } = await coordinator.createRun({
    name: 'Watched',
    rounds: 3,
    cohort: { minClients: 4 },
    clientWork: { epochs: 1, batchSize: 5, learningRate: 0.05 },
  });
  const { runId } = summary;
  const { joinUrl } = await coordinator.invite(runId);
  startNodeClients(joinUrl, 4);
  await coordinator.waitForClients(4);
  await page.goto(`${coordinator.url}/runs/${runId}/events#token=${coordinator.adminToken}`);
  const events = page.getByRole('table', { name: 'Events of this run' });
  await expect(page.getByText(/Nothing has happened yet/)).toBeVisible();
  await page.getByRole('button', { name: 'Start' }).click();
  await expect(events.getByText(/joined\.$/).first()).toBeVisible({ timeout: 30_000 });
  // They come as they happen, the newest on top.
  await expect(events.getByText(/The model of round 3 is committed/)).toBeVisible({
    timeout: 60_000,
  });
  await page.getByLabel('Words').fill('round 2');
  await expect(page.getByText('6 events', { exact: true })).toBeVisible();
  await page.getByRole('combobox', { name: 'Kinds' }).click();
  await page.getByRole('option', { name: 'Updates' }).click();
  await expect(page.getByText('4 events', { exact: true })).toBeVisible();
  await picture(page, 'run-events');

  const log = await coordinator.readLog(runId);
  const folded = log.flatMap(({ event }) => (event.type === 'aggregated' ? [event] : []));
  expect(folded.map(({ cosines }) => Object.keys(cosines ?? {}).length)).toEqual([4, 4, 4]);

  await openTab(page, 'Rounds');
  await page.getByRole('link', { name: 'Round 2', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Arrivals' })).toContainText(
    /Closed after .+, because as many as wanted had reported; the quorum of 2 came after/,
  );
  const members = page.getByRole('table', { name: 'Members of the cohort' });
  await expect(members.getByText('Counted', { exact: true })).toHaveCount(4);
  await page.getByRole('button', { name: 'Updates beside each other as a table' }).click();
  const updates = page.getByRole('table', { name: 'Updates beside each other, the numbers' });
  await expect(updates.getByRole('row')).toHaveCount(5);
  const shown = await updates.getByRole('row').nth(1).getByRole('cell').nth(1).textContent();
  const measured = Object.values(folded[1]?.cosines ?? {}).map((cosine) => cosine.toFixed(3));
  expect(measured).toContain(shown);
  await picture(page, 'run-round');

  // The moment after round 1 was committed, by the keyboard alone; the reducer says how it was then.
  await openTab(page, 'Time travel');
  const firstCommit = log.find(({ event }) => event.type === 'evaluated');
  if (firstCommit?.event.type !== 'evaluated') throw new Error('Round 1 was committed.');
  await page.goto(`${coordinator.url}/runs/${runId}/time?event=${firstCommit.seq - 1}`);
  await expect(page.getByRole('heading', { name: /Round 1 of 3: testing/ })).toBeVisible();
  await page.getByRole('slider').focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('heading', { name: 'Round 2 of 3: 0 of 4 reported' })).toBeVisible();
  await expect(page.getByText('The model of round 1 is committed')).toBeVisible();
  await expect(page.getByText('1 / 3')).toBeVisible();
  await picture(page, 'run-time-travel');
  await page.getByRole('button', { name: 'Back to live' }).click();
  await expect(page.getByRole('heading', { name: 'All 3 rounds are done' })).toBeVisible();
});

test('on a phone each tab of a run fits its width', async ({ coordinator, browser }) => {
  const { summary } = await coordinator.createRun({ name: 'On a phone' });
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  await page.goto(`${coordinator.url}/runs/${summary.runId}#token=${coordinator.adminToken}`);
  const links = page.getByRole('navigation', { name: 'This run' }).getByRole('link');
  await expect(links.first()).toBeVisible();
  const names = await links.allInnerTexts();
  expect(names).toContain('Time travel');
  for (const name of names) {
    await openTab(page, name);
    await expect(links.getByText(name, { exact: true })).toBeInViewport();
    await expectNoSidewaysScroll(page);
  }
  await context.close();
});
