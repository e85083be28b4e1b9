import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import type { ViteDevServer } from 'vite';
import { servePage } from './support/serve-page.ts';

const folder =
  process.env.TRIBUTARY_GOLDEN_DIR ||
  fileURLToPath(new URL('../../shared/golden', import.meta.url));

let server: ViteDevServer;
test.beforeAll(async () => {
  server = await servePage('packages/fedavg/src/testing/golden/page', ['zod']);
});
test.afterAll(() => server.close());

test('every published vector holds in a browser too', async ({ page }) => {
  test.skip(!existsSync(folder), 'the golden vectors are not here');
  const golden: unknown = JSON.parse(readFileSync(`${folder}/golden.json`, 'utf8'));
  await page.goto(server.resolvedUrls?.local[0] ?? '');
  await page.waitForFunction(() => 'checkGolden' in globalThis);
  const outcomes: readonly { readonly id: string; readonly complaint?: string }[] =
    await page.evaluate(`checkGolden(${JSON.stringify(golden)})`);
  expect(outcomes.length).toBeGreaterThanOrEqual(150);
  expect(outcomes.filter(({ complaint }) => complaint !== undefined)).toEqual([]);
});
