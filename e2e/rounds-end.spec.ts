import { startCoordinator } from './support/coordinator.ts';
import { expect, joinInPage, test } from './support/fixtures.ts';

test('a tab that is closed in the middle of a round does not hang it', async ({
  coordinator,
  browser,
}) => {
  // Long local training, so that there is a middle; a deadline that the test would not survive.
  const { summary } = await coordinator.createRun({
    name: 'One tab leaves',
    rounds: 1,
    clientWork: { epochs: 40, batchSize: 1, learningRate: 0.01 },
    reporting: { deadlineMs: 3_600_000, quorum: 0.5 },
  });
  const { joinUrl } = await coordinator.invite(summary.runId);
  const context = await browser.newContext();
  const [staying, leaving] = [await context.newPage(), await context.newPage()];
  for (const page of [staying, leaving]) await joinInPage(page, joinUrl, 'wasm');
  await coordinator.waitForClients(2);
  await coordinator.actOnRun(summary.runId, 'start');
  await expect(leaving.getByText(/step [1-9]/i)).toBeVisible({ timeout: 60_000 });
  await leaving.close();
  const { summary: ended } = await coordinator.waitForRound(summary.runId, 1);
  expect(ended.status).toBe('completed');
  const log = await coordinator.readLog(summary.runId);
  const types = log.map(({ event }) => event.type);
  expect(types.filter((type) => type === 'updateReceived')).toHaveLength(1);
  const leftAt = log.findIndex(
    ({ event }) => event.type === 'presenceChanged' && Object.keys(event.left).length > 0,
  );
  expect(leftAt).toBeGreaterThan(0);
  expect(leftAt).toBeLessThan(types.indexOf('aggregated'));
  await context.close();
});

test('eight browser contexts and thirty Node clients train one model', async ({
  coordinator,
  browser,
  startNodeClients,
  picture,
}) => {
  test.setTimeout(240_000);
  const { summary } = await coordinator.createRun({
    name: 'Thirty-eight clients',
    rounds: 2,
    cohort: { minClients: 38 },
    reporting: { deadlineMs: 180_000, quorum: 0.9 },
  });
  const { joinUrl } = await coordinator.invite(summary.runId);
  startNodeClients(joinUrl, 30);
  const contexts = await Promise.all(Array.from({ length: 8 }, () => browser.newContext()));
  for (const context of contexts) await joinInPage(await context.newPage(), joinUrl, 'wasm');
  await coordinator.waitForClients(38);
  await coordinator.actOnRun(summary.runId, 'start');
  const { summary: ended } = await coordinator.waitForRound(summary.runId, 2);
  expect(ended.status).toBe('completed');
  expect(ended.accuracy).toBeGreaterThan(0.3);

  const log = await coordinator.readLog(summary.runId);
  const reports = log.map(({ event }) => event).filter((event) => event.type === 'updateReceived');
  expect(new Set(reports.map(({ clientId }) => clientId)).size).toBe(38);
  expect(reports.filter(({ round }) => round === 2).length).toBeGreaterThanOrEqual(35);

  const dashboard = await browser.newPage();
  await dashboard.goto(`${coordinator.url}/runs/${summary.runId}#token=${coordinator.adminToken}`);
  await expect(dashboard.getByText(/completed/i).first()).toBeVisible();
  await picture(dashboard, 'run-with-38-clients');
  await dashboard.close();
  for (const context of contexts) await context.close();
});

test('a coordinator that is killed goes on where it was, with the same clients', async ({
  browser,
  startNodeClients,
}) => {
  let coordinator = await startCoordinator();
  try {
    const { summary } = await coordinator.createRun({ name: 'Killed in between', rounds: 12 });
    const { joinUrl } = await coordinator.invite(summary.runId);
    const page = await browser.newPage();
    await joinInPage(page, joinUrl, 'wasm');
    startNodeClients(joinUrl, 1);
    await coordinator.waitForClients(2);
    await coordinator.actOnRun(summary.runId, 'start');
    await coordinator.waitForRound(summary.runId, 3);
    const before = await coordinator.readLog(summary.runId);

    coordinator = await coordinator.killAndRestart();
    const { summary: ended } = await coordinator.waitForRound(summary.runId, 12);
    expect(ended.status).toBe('completed');
    const after = await coordinator.readLog(summary.runId);
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after.map(({ seq }) => seq)).toEqual(after.map((_, index) => index + 1));
    const reports = after
      .map(({ event }) => event)
      .filter((event) => event.type === 'updateReceived');
    expect(new Set(reports.map(({ clientId }) => clientId)).size).toBe(2);
    await expect(page.getByTestId('accepted-count')).toHaveText('12');
    await page.close();
  } finally {
    await coordinator.end();
  }
});
