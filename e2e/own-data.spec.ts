import { join } from 'node:path';
import { type DataSchema, datasets, type Examples } from '@tributary/model-zoo';
import { openDataset } from '@tributary/model-zoo/node';
import { encode } from 'fast-png';
import { expect, expectNoSidewaysScroll, test } from './support/fixtures.ts';
import {
  choose,
  chooseClass,
  expectUnsent,
  joinWithData,
  openDataStep,
  recordSent,
  writeFiles,
} from './support/own-data.ts';

test.use({
  launchOptions: [
    async ({ launchOptions }, use) => {
      // Pictures of the browser's own, in place of a camera's.
      const fake = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];
      await use({ ...launchOptions, args: [...(launchOptions.args ?? []), ...fake] });
    },
    { scope: 'worker' },
  ],
});

const digits: DataSchema = {
  kind: 'images',
  title: 'Digits of my own',
  classes: datasets.get('synthetic-digits').classNames,
  ...{ height: 28, width: 28, channels: 1 },
};

/** The pictures of some examples as PNG files, in a folder for each class. */
const pngFiles = ({ features, labels }: Examples, count: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, at) => {
      const data = Uint8Array.from(features.subarray(784 * at, 784 * (at + 1)));
      return [
        `digits/${labels[at]}/${at}.png`,
        encode({ width: 28, height: 28, channels: 1, data }),
      ];
    }),
  );

test('a folder of pictures is trained on, kept, found again and forgotten, and never sent', async ({
  coordinator,
  context,
  page,
  picture,
}) => {
  const { dataset, source } = await openDataset('synthetic-digits', { offline: true });
  const examples = await dataset.loadTest(source);
  const files = pngFiles(examples, 120);
  const folder = await writeFiles({
    ...files,
    'digits/notes/one-more.png': files[Object.keys(files)[0] ?? ''] ?? '',
    'digits/3/renamed.png': 'PK\x03\x04 and so on',
    'digits/.DS_Store': 'x',
  });
  const { summary } = await coordinator.createRun({
    name: 'Pictures of my own',
    task: { dataset: digits, model: 'logistic-regression' },
    cohort: { minClients: 1 },
  });
  const { joinUrl } = await coordinator.invite(summary.runId);
  const sent = recordSent(context, page);
  await openDataStep(page, joinUrl);
  await expect(page.getByRole('button', { name: 'Join', exact: true })).toBeDisabled();

  await choose(page, 'Choose a folder', join(folder, 'digits'));
  const summaryPanel = page.getByTestId('data-summary');
  await expect(summaryPanel).toContainText('120 pictures', { timeout: 20_000 });
  await expect(page.getByRole('alert')).toContainText(
    'renamed.png: it is no picture that can be read: it begins like a ZIP archive',
  );
  // The one whose folder is no class gets one by clicking.
  const first = String(examples.labels[0]);
  await chooseClass(page, first);
  await page.getByRole('button', { name: `one-more.png: make it ${first}` }).click();
  await expect(summaryPanel).toContainText('121 pictures');
  await expect(summaryPanel).toContainText('100 to train on, 21 to score on');
  await picture(page, 'own-pictures');

  await page.getByLabel(/Keep my data on this device/).check();
  await joinWithData(page);
  await coordinator.actOnRun(summary.runId, 'start');
  await expect(page.getByTestId('accepted-count')).toHaveText('2', { timeout: 30_000 });
  const pixels = Uint8Array.from(examples.features.subarray(0, 784));
  expectUnsent(sent, [pixels.subarray(392, 424), files[Object.keys(files)[0] ?? ''] ?? '']);

  const again = await coordinator.createRun({
    name: 'Again',
    task: { dataset: digits, model: 'logistic-regression' },
  });
  await openDataStep(page, (await coordinator.invite(again.summary.runId)).joinUrl);
  await expect(summaryPanel).toContainText('121 pictures');
  await expect(page.getByRole('button', { name: 'Join', exact: true })).toBeEnabled();
  await page.getByRole('button', { name: 'Forget what is kept here' }).click();
  await expect(summaryPanel).toBeHidden();
  await page.reload();
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('button', { name: 'Choose a folder' })).toBeVisible();
  await expect(summaryPanel).toBeHidden();
});

/** A child's figure: a ring for a nought, a stroke for a one. */
const strokes: Readonly<Record<'0' | '1', readonly (readonly [number, number])[]>> = {
  '0': Array.from({ length: 25 }, (_, at) => {
    const angle = (at * Math.PI) / 12;
    return [0.5 + 0.3 * Math.cos(angle), 0.5 + 0.35 * Math.sin(angle)] as const;
  }),
  '1': [
    [0.5, 0.15],
    [0.5, 0.85],
  ],
};

test.describe('on a phone', () => {
  test.use({
    viewport: { width: 390, height: 844 },
  });

  test('digits are drawn and shots are taken', async ({ coordinator, page, picture }) => {
    const { summary } = await coordinator.createRun({
      name: 'Noughts and ones',
      task: {
        dataset: { ...digits, title: 'Noughts and ones', classes: ['0', '1'] },
        model: 'logistic-regression',
      },
      cohort: { minClients: 1 },
      clientWork: { epochs: 5, batchSize: 4, learningRate: 0.1 },
    });
    const { joinUrl } = await coordinator.invite(summary.runId);
    await openDataStep(page, joinUrl);
    await page.getByText('Draw', { exact: true }).click();
    for (const digit of ['0', '1', '0', '1'] as const) {
      await chooseClass(page, digit);
      const paper = await page.getByRole('img', { name: /Paper to draw/ }).boundingBox();
      if (!paper) throw new Error('There is no paper.');
      for (const [step, [x, y]] of strokes[digit].entries()) {
        await page.mouse.move(paper.x + x * paper.width, paper.y + y * paper.height);
        if (step === 0) await page.mouse.down();
      }
      await page.mouse.up();
      await page.getByRole('button', { name: `Add as “${digit}”` }).click();
    }
    const panel = page.getByTestId('data-summary');
    await expect(panel).toContainText('4 pictures');
    await picture(page, 'own-drawings-phone');
    await expectNoSidewaysScroll(page);

    await page.getByText('Camera', { exact: true }).click();
    await page.getByRole('button', { name: 'Turn the camera on' }).click();
    await expect
      .poll(() => page.locator('video').evaluate(({ videoWidth }: HTMLVideoElement) => videoWidth))
      .toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Take “1”' }).click();
    await expect(panel).toContainText('5 pictures');
    await page.getByLabel('Look at').selectOption('1');
    await page.getByRole('button', { name: 'Shot 5: no class' }).click();
    await expect(panel).toContainText('4 pictures');

    await joinWithData(page);
    await coordinator.actOnRun(summary.runId, 'start');
    await expect(page.getByTestId('accepted-count')).toHaveText('2', { timeout: 30_000 });
    // Ten strokes of the optimizer tell a ring from a line.
    await expect(page.getByText(/→ 100\.0\s%/).first()).toBeVisible();
  });
});
