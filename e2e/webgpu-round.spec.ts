import { aggregateUpdates, createWeightedMean, denseDelta } from '@tributary/fedavg';
import { decodeFrame } from '@tributary/protocol';
import { expect, joinInPage, test } from './support/fixtures.ts';
import { recordUpdates } from './support/wire.ts';

test('two tabs train a round on WebGPU, and the model moves as FedAvg says', async ({
  coordinator,
  browser,
}) => {
  const { summary } = await coordinator.createRun({ name: 'Two tabs on WebGPU', rounds: 1 });
  const { joinUrl } = await coordinator.invite(summary.runId);
  const context = await browser.newContext();
  const pages = [await context.newPage(), await context.newPage()];
  const sent = pages.map(recordUpdates);
  for (const page of pages) await joinInPage(page, joinUrl, 'webgpu');
  await coordinator.waitForClients(2);
  await coordinator.actOnRun(summary.runId, 'start');
  for (const page of pages) {
    await expect(page.getByTestId('accepted-count')).toHaveText('1', { timeout: 90_000 });
    await expect(page.getByTestId('backend')).toHaveText(/webgpu/i);
  }
  await coordinator.waitForRound(summary.runId, 1);

  // Who trained, by the coordinator's own log.
  const log = await coordinator.readLog(summary.runId);
  const reports = log.map(({ event }) => event).filter((event) => event.type === 'updateReceived');
  expect(reports.map(({ metrics }) => metrics.backend)).toEqual(['webgpu', 'webgpu']);
  expect(new Set(reports.map(({ clientId }) => clientId)).size).toBe(2);

  // What the two pages really sent, averaged once more by hand.
  const updates = sent.flat();
  expect(updates).toHaveLength(2);
  const started = log.map(({ event }) => event).find((event) => event.type === 'runStarted');
  const aggregated = log.map(({ event }) => event).find((event) => event.type === 'aggregated');
  const before = await weightsOf(coordinator.url, started?.checkpoint);
  const after = await weightsOf(coordinator.url, aggregated?.checkpoint);
  const totalExamples = updates.reduce((sum, { numExamples }) => sum + numExamples, 0);
  const mean = updates.reduce(
    (sums, { delta, numExamples }) =>
      sums.map((sum, index) => sum + ((delta[index] as number) * numExamples) / totalExamples),
    new Float64Array(before.length),
  );
  expect(Math.max(...mean.map(Math.abs))).toBeGreaterThan(1e-4);
  after.forEach((weight, index) => {
    const expected = (before[index] as number) + (mean[index] as number);
    expect(Math.abs(weight - expected)).toBeLessThan(1e-7);
  });

  // And to the last bit with the project's own exact sum.
  const exact = aggregateUpdates(
    createWeightedMean('num-examples'),
    updates.map(({ delta, numExamples }) => ({ delta: denseDelta(delta), numExamples })),
  );
  expect(after).toEqual(before.map((weight, index) => weight + (exact[index] as number)));
  await context.close();
});

const weightsOf = async (url: string, digest: string | undefined): Promise<Float32Array> => {
  const response = await fetch(`${url}/api/checkpoints/${digest}`);
  const frame = decodeFrame(new Uint8Array(await response.arrayBuffer()), 'weights');
  if (!frame.ok) throw new Error(frame.message);
  return frame.weights.values;
};
