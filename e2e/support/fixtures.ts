import { fileURLToPath } from 'node:url';
import { test as base, expect, type Page } from '@playwright/test';
import { type Child, startChild } from '../../scripts/start/child-processes.ts';
import { type Coordinator, startCoordinator } from './coordinator.ts';

const artefacts = fileURLToPath(new URL('../artefacts', import.meta.url));

interface Fixtures {
  /** Node clients that join by a link; ended with the test. */
  readonly startNodeClients: (joinUrl: string, count: number) => void;
  /** Keeps a picture of the page to be looked at. */
  readonly picture: (page: Page, name: string) => Promise<void>;
}

/** One real coordinator for all tests of a worker; every test makes a run of its own. */
export const test = base.extend<Fixtures, { readonly coordinator: Coordinator }>({
  coordinator: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern.
    async ({}, use) => {
      const coordinator = await startCoordinator();
      await use(coordinator);
      await coordinator.end();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  startNodeClients: async ({}, use) => {
    const children: Child[] = [];
    await use((joinUrl, count) => {
      const options = ['--token', joinUrl, '--count', String(count), '--backend', 'wasm'];
      const entry = 'apps/edge-client/src/node/main.ts';
      children.push(startChild('The Node clients', entry, ['client', ...options]));
    });
    await Promise.all(children.map((child) => child.end()));
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  picture: async ({}, use) => {
    await use(async (page, name) => {
      await page.screenshot({ path: `${artefacts}/${name}.png`, fullPage: fullPage(page) });
    });
  },
});

export { expect };

/** Opens the client page by a join link and joins; `backend` forces one. */
export const joinInPage = async (page: Page, joinUrl: string, backend: string): Promise<void> => {
  const url = new URL(joinUrl);
  url.searchParams.set('backend', backend);
  await page.goto(url.href);
  await acceptInPage(page);
};

/** From the invitation to taking part, with the data that needs no choice. */
const acceptInPage = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: /^join/i }).click();
};

/** The page fits its window: nothing is hidden beyond the right edge. */
export const expectNoSidewaysScroll = async (page: Page): Promise<void> => {
  const widths = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return { scrollWidth, clientWidth };
  });
  expect(widths.scrollWidth).toBeLessThanOrEqual(widths.clientWidth);
};

/** A sticky footer would stand in the middle of a phone's whole page. */
const fullPage = (page: Page): boolean => (page.viewportSize()?.width ?? 0) > 600;
