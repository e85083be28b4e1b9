import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { ONNX_INPUT } from '@tributary/exports';
import type { Checkpoint, CheckpointReport } from '@tributary/protocol';
import { InferenceSession, Tensor } from 'onnxruntime-web';
import type { Coordinator } from './support/coordinator.ts';
import { drawOne } from './support/drawing.ts';
import { expect, expectNoSidewaysScroll, joinInPage, test } from './support/fixtures.ts';
import { pressOn } from './support/keyboard.ts';

/** Two runs that differ in one setting, trained by the same two clients. */
const makeRuns = async (coordinator: Coordinator) => {
  const create = (name: string, learningRate: number) =>
    coordinator.createRun({ name, clientWork: { epochs: 2, batchSize: 20, learningRate } });
  const runs = [await create('Slow learner', 0.005), await create('Fast learner', 0.1)] as const;
  await coordinator.waitForClients(2);
  for (const { summary } of runs) await coordinator.actOnRun(summary.runId, 'start');
  for (const { summary } of runs) await coordinator.waitForRound(summary.runId, 2);
  return runs.map(({ summary }) => summary.runId) as [string, string];
};

/** The pixels that the model got, as the page shows them: 0 to 1. */
const seenPixels = (page: Page): Promise<number[]> =>
  page.getByRole('img', { name: 'What the model gets' }).evaluate((canvas) => {
    const { width, height } = canvas as HTMLCanvasElement;
    const context = (canvas as HTMLCanvasElement).getContext('2d');
    const { data } = context?.getImageData(0, 0, width, height) ?? { data: [] };
    return Array.from({ length: width * height }, (_, pixel) => (data[4 * pixel] ?? 0) / 255);
  });

/** The classes with their shares in percent, as the page lists them; the likeliest first. */
const answersIn = async (page: Page): Promise<(readonly [string, number])[]> => {
  const bars = page.getByRole('region', { name: 'What the model says' }).getByRole('listitem');
  const texts = await bars.allInnerTexts();
  return texts.map((text) => {
    const [name = '', share = ''] = text.split('\n').filter((line) => line !== '');
    return [name, Number.parseFloat(share.replace(/[^\d.]/g, ''))] as const;
  });
};

const askOnnx = async (bytes: Uint8Array, pixels: readonly number[]): Promise<number[]> => {
  const session = await InferenceSession.create(bytes, { executionProviders: ['wasm'] });
  const input = new Tensor('float32', Float32Array.from(pixels), [1, 28, 28, 1]);
  const answer = await session.run({ [ONNX_INPUT]: input });
  await session.release();
  const { data } = answer[session.outputNames[0] ?? ''] as Tensor;
  return [...(data as Float32Array)];
};

test('the keyboard reaches what a checkpoint cannot be had as, and why', async ({
  coordinator,
  page,
}) => {
  const dataset = { kind: 'next-character', title: 'Rhymes', alphabet: 'abc ', length: 8 } as const;
  const { summary } = await coordinator.createRun({
    name: 'Rhymes',
    task: { dataset, model: 'char-lstm' },
  });
  await coordinator.actOnRun(summary.runId, 'start');
  const path = `/runs/${summary.runId}/checkpoints#token=${coordinator.adminToken}`;
  await page.goto(coordinator.url + path);
  const menu = page.getByRole('button', { name: 'Download the checkpoint of round 0' });
  await pressOn(page, menu, 'Enter');
  const onnx = page.getByRole('menuitem', { name: /^ONNX.* is none\. Take safetensors\.$/ });
  for (let item = 0; item < 3; item++) {
    if (await onnx.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('ArrowDown');
  }
  await expect(onnx).toBeFocused();
  await expect(onnx).toBeDisabled();
  await page.keyboard.press('Enter');
  await expect(onnx).toBeVisible();
  await coordinator.actOnRun(summary.runId, 'stop');
});

test('after a run: compare, promote, export, try, and see what is taken for what', async ({
  coordinator,
  page,
  startNodeClients,
  picture,
}) => {
  startNodeClients(coordinator.joinUrl, 2);
  const [slow, fast] = await makeRuns(coordinator);

  // Two runs side by side.
  await page.goto(`${coordinator.url}/runs#token=${coordinator.adminToken}`);
  await page.getByRole('checkbox', { name: 'Compare Slow learner' }).check();
  await page.getByRole('checkbox', { name: 'Compare Fast learner' }).check();
  await page.getByRole('link', { name: 'Compare 2 runs' }).click();
  const settings = page.getByRole('region', { name: 'Settings' });
  const differing = settings.getByRole('rowheader');
  await expect(differing).toHaveText(['Client learning rate']);
  await settings.getByLabel(/show those that are the same too/i).check();
  expect(await differing.count()).toBeGreaterThan(10);
  const accuracy = page.getByRole('region', { name: 'Accuracy', exact: true });
  await expect(accuracy.locator('.recharts-line')).toHaveCount(2);
  await page.getByText('By bytes sent').click();
  await page.getByRole('button', { name: 'Accuracy as a table' }).click();
  const bytes = await page
    .getByRole('table', { name: 'Accuracy, the numbers' })
    .getByRole('rowheader')
    .allInnerTexts();
  expect(bytes.length).toBeGreaterThanOrEqual(2);
  for (const text of bytes) expect(text).toMatch(/[kM]B$/);
  await picture(page, 'compare');

  // One of its checkpoints is for applications.
  await page.goto(`${coordinator.url}/runs/${fast}/checkpoints`);
  await page.getByRole('button', { name: 'Make current: the checkpoint of round 2' }).click();
  await expect(page.getByText(/Round 2, .* is the current one/)).toBeVisible();
  const headers = { authorization: `Bearer ${coordinator.adminToken}` };
  const current = await fetch(`${coordinator.url}/api/runs/${fast}/current`, {
    ...{ headers, redirect: 'manual' },
  });
  const chosen = (await current.json()) as Checkpoint;
  expect(chosen).toMatchObject({ round: 2, current: true });

  // What is taken for what: every test example once.
  const table = page.getByRole('region', { name: 'Class by class' });
  await expect(table.getByRole('table')).toBeVisible({ timeout: 30_000 });
  const cells = await table.locator('tbody td:not(:last-child)').allInnerTexts();
  const counted = cells.reduce((sum, text) => sum + Number(text.replaceAll(',', '')), 0);
  const report = (await (
    await fetch(`${coordinator.url}/api/runs/${fast}/checkpoints/2/report`, { headers })
  ).json()) as CheckpointReport;
  expect(counted).toBe(report.numLabels);
  expect(counted).toBeGreaterThan(1000);
  await picture(page, 'checkpoints');

  // As an ONNX file, made in the page under its content security policy.
  await page.getByRole('button', { name: 'Download the checkpoint of round 2' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: /^ONNX/ }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('fast-learner-round-2.onnx');
  const onnx = await readFile(await file.path());

  // Drawn in the page and asked there, and the file asked about the same pixels.
  await page.getByRole('link', { name: 'Try the model' }).click();
  await drawOne(page);
  const says = page.getByRole('region', { name: 'What the model says' });
  await expect(says.getByText(/^The model (takes|is not)/)).toBeVisible({ timeout: 30_000 });
  const shares = await askOnnx(onnx, await seenPixels(page));
  const ranked = shares
    .map((share, at) => [String(at), share] as const)
    .sort(([, a], [, b]) => b - a);
  const answers = await answersIn(page);
  expect(answers).toHaveLength(5);
  answers.forEach(([name, percent], place) => {
    expect(name).toBe(ranked[place]?.[0]);
    expect(Math.abs(percent - 100 * (ranked[place]?.[1] ?? 0))).toBeLessThanOrEqual(0.1);
  });
  // Another checkpoint beside it, on the same example.
  await page.getByRole('combobox', { name: 'Compare with' }).click();
  await page.getByRole('option', { name: /^Round 0/ }).click();
  await expect(says.getByText(/^(Both take|They differ)/)).toBeVisible();
  await picture(page, 'try');
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
  for (const place of [`/runs/${fast}/checkpoints`, `/compare?runs=${slow},${fast}`]) {
    await page.goto(coordinator.url + place);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByRole('rowheader').first()).toBeVisible();
    await expectNoSidewaysScroll(page);
  }
});

test('the client page asks the model that came last, without a network too', async ({
  coordinator,
  context,
  page,
  startNodeClients,
  picture,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const { summary } = await coordinator.createRun({ name: 'Tried on a device' });
  const { joinUrl } = await coordinator.invite(summary.runId);
  await joinInPage(page, joinUrl, 'wasm');
  startNodeClients(joinUrl, 1);
  await coordinator.waitForClients(2);
  await coordinator.actOnRun(summary.runId, 'start');
  await expect(page.getByTestId('accepted-count')).toHaveText('2', { timeout: 60_000 });
  await page.getByRole('button', { name: 'Finish: see the receipt' }).click({ timeout: 30_000 });
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Try the model' }).click();
  await drawOne(page);
  const says = page.getByRole('region', { name: 'What the model says' });
  await expect(says.getByText(/^The model (takes|is not)/)).toBeVisible({ timeout: 30_000 });
  expect(await answersIn(page)).toHaveLength(5);
  await expectNoSidewaysScroll(page);
  await picture(page, 'try-on-device');
});
