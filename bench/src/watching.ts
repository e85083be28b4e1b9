/** What a run of 1,000 clients and 1,000 rounds costs whoever watches it, in Chromium. */
import { mkdir } from 'node:fs/promises';
import { chromium, type Page } from '@playwright/test';
import type { LoggedEvent, RunConfig, RunDetail } from '@tributary/protocol';
import { largeRun } from '@tributary/rounds/testing/large-run';
import { ensureChromium } from '../../scripts/browsers/find-chromium.mjs';
import { type FrameTimes, frameTimes } from './watching/frame-times.ts';
import { serveDashboard } from './watching/serve-dashboard.ts';

export interface WatchingOptions {
  readonly clients: number;
  readonly rounds: number;
  /** Where pictures of the pages go; none are taken without it. */
  readonly pictures?: string | undefined;
}

const RUN_ID = 'large-run';

/** Needs the dashboard as `pnpm build` makes it. */
export const benchWatching = async (json: boolean, options: WatchingOptions): Promise<void> => {
  const { config, parts } = largeRun(options);
  const events: LoggedEvent[] = [];
  for (const part of parts()) events.push(...part);
  const served = await serveDashboard({ detail: detailOf(config), events });
  const browser = await chromium.launch({
    executablePath: ensureChromium(),
    args: ['--no-sandbox'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.on('pageerror', (error) => console.error(error.message));
    const result = { events: events.length, ...(await measure(page, served.url, options)) };
    console.log(json ? JSON.stringify(result) : describe(result));
  } finally {
    await browser.close();
    await served.close();
  }
};

type Measured = Record<string, number | FrameTimes>;

const measure = async (
  page: Page,
  url: string,
  { pictures }: WatchingOptions,
): Promise<Measured> => {
  const picture = async (name: string) => {
    if (pictures === undefined) return;
    await mkdir(pictures, { recursive: true });
    await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
  };
  const open = async (tab: string) => {
    const before = performance.now();
    await page
      .getByRole('navigation', { name: 'This run' })
      .getByRole('link', { name: tab })
      .click();
    await page.locator('main section').first().waitFor();
    return performance.now() - before;
  };
  const scroll = (label: string) => async () => {
    const region = page.getByRole('region', { name: label, exact: true });
    await region.hover();
    for (let step = 0; step < 30; step++) {
      await page.mouse.wheel(0, 900);
      await page.waitForTimeout(30);
    }
  };
  const begun = performance.now();
  await page.goto(`${url}runs/${RUN_ID}`);
  const reading = await frameTimes(page, () =>
    page.getByRole('region', { name: 'Now' }).waitFor({ timeout: 600_000 }),
  );
  const readMs = performance.now() - begun;
  await picture('overview');
  const measured: Measured = { readMs, 'frames while the log is read': reading };
  measured['open rounds, ms'] = await open('Rounds');
  measured['frames while rounds are scrolled'] = await frameTimes(
    page,
    scroll('The committed rounds'),
  );
  await picture('rounds');
  await page.getByRole('rowheader').first().getByRole('link').click();
  await page.getByRole('region', { name: 'Arrivals' }).waitFor();
  measured['frames while members are scrolled'] = await frameTimes(
    page,
    scroll('Members of the cohort'),
  );
  await picture('round');
  measured['open clients, ms'] = await open('Clients');
  measured['frames while clients are scrolled'] = await frameTimes(
    page,
    scroll('Everyone who joined'),
  );
  await picture('clients');
  measured['open events, ms'] = await open('Events');
  measured['frames while events are scrolled'] = await frameTimes(
    page,
    scroll('Events of this run'),
  );
  measured['frames while a word is searched'] = await frameTimes(page, async () => {
    await page.getByLabel('Words').pressSequentially('device 77 ', { delay: 60 });
    await page.getByText(/^[\d,.]+ events$/).waitFor({ timeout: 120_000 });
  });
  await picture('events');
  measured['open time travel, ms'] = await open('Time travel');
  const slider = page.getByRole('slider');
  measured['frames while time is scrubbed'] = await frameTimes(page, async () => {
    const box = await slider.locator('xpath=../..').boundingBox();
    if (box === null) throw new Error('The slider has no place.');
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    for (let step = 0; step < 30; step++) {
      await page.mouse.move(box.x + (box.width * (30 - step)) / 40, box.y + box.height / 2);
      await page.waitForTimeout(30);
    }
    await page.mouse.up();
  });
  await picture('time');
  measured['memory, MB'] = await page.evaluate(() => {
    const { memory } = performance as unknown as { memory?: { usedJSHeapSize: number } };
    return Math.round((memory?.usedJSHeapSize ?? 0) / 1e6);
  });
  return measured;
};

const describe = (result: Measured): string =>
  Object.entries(result)
    .map(([name, value]) =>
      typeof value === 'number'
        ? `${name}: ${Math.round(value)}`
        : `${name}: median ${value.medianMs} ms, 95 % under ${value.p95Ms} ms, longest ${value.longestMs} ms`,
    )
    .join('\n');

const detailOf = (config: RunConfig): RunDetail => ({
  config,
  summary: {
    ...{ runId: RUN_ID, name: config.name, task: config.task, partition: config.partition },
    ...{ strategy: config.strategy.name, status: 'completed', statusReason: null },
    ...{ round: config.rounds, rounds: config.rounds, modelBytes: 796_840, updateBytes: 796_840 },
    ...{ accuracy: null, loss: null, createdAt: Date.now(), connectedClients: 0 },
    ...{ bytesUp: 0, bytesDown: 0, checkpoint: null, federated: null },
  },
});
