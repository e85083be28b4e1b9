import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { BrowserContext, Locator, Page } from '@playwright/test';
import { expect } from './fixtures.ts';

/** Files to be chosen in a page, in a folder that nothing else uses. */
export const writeFiles = async (
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'tributary-e2e-own-'));
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
};

/** From the join link to the step where data are chosen. */
export const openDataStep = async (page: Page, joinUrl: string): Promise<void> => {
  const url = new URL(joinUrl);
  url.searchParams.set('backend', 'wasm');
  // Another token alone would be no new page.
  await page.goto('about:blank');
  await page.goto(url.href);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('heading', { name: 'What it trains on' })).toBeVisible();
};

/** Chooses in the file dialogue of the button with this name, of a page or a part of it. */
export const choose = (where: Page | Locator, button: string, files: Files): Promise<void> =>
  where.getByLabel(button, { exact: true }).and(where.locator('input')).setInputFiles(files);

type Files = Parameters<Locator['setInputFiles']>[0];

/** Chooses the class that the next picture gets. */
export const chooseClass = (page: Page, name: string): Promise<void> =>
  page.locator('label', { hasText: new RegExp(`^${name} \\(`) }).click();

/** Joins with what has been chosen, and waits until the device takes part. */
export const joinWithData = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(page.getByTestId('connection')).toHaveText(/connected/i, { timeout: 30_000 });
};

/** Everything that pages and workers of a context send, by request or over a socket. */
export const recordSent = (context: BrowserContext, page: Page): Buffer[] => {
  const sent: Buffer[] = [];
  context.on('request', (request) => {
    sent.push(Buffer.from(request.url()), request.postDataBuffer() ?? Buffer.alloc(0));
  });
  page.on('websocket', (socket) => {
    socket.on('framesent', ({ payload }) => sent.push(Buffer.from(payload)));
  });
  return sent;
};

/** Fails if any of these stretches was sent. */
export const expectUnsent = (
  sent: readonly Buffer[],
  secrets: readonly (string | Uint8Array)[],
) => {
  expect(sent.length).toBeGreaterThan(0);
  for (const secret of secrets) {
    const bytes = Buffer.from(secret);
    expect(bytes.length).toBeGreaterThanOrEqual(8);
    expect(sent.filter((body) => body.includes(bytes))).toEqual([]);
  }
};
