/** `pnpm screenshots`: every page in both themes, on desk and phone, into docs/screenshots/. */
import { mkdir, rm } from 'node:fs/promises';
import { chromium } from '@playwright/test';
import { setScene } from '../e2e/tour/scene.ts';
import { stops } from '../e2e/tour/stops.ts';
import { views, visit } from '../e2e/tour/views.ts';
import playwrightConfig from '../playwright.config.ts';

const FOLDER = 'docs/screenshots';
/** Enough for curves that say something. */
const ROUNDS = 20;

const [only] = process.argv.slice(2);
const wanted = stops.filter(({ name }) => !only || name.includes(only));
if (!only) await rm(FOLDER, { recursive: true, force: true });
await mkdir(FOLDER, { recursive: true });
const scene = await setScene(ROUNDS);
const browser = await chromium.launch(playwrightConfig.use?.launchOptions ?? {});
try {
  for (const stop of wanted) {
    for (const view of views) {
      const path = `${FOLDER}/${stop.name}-${view.size}-${view.theme}.png`;
      await visit(browser, { stop, view, scene }, async (page) => {
        await page.screenshot({ path, animations: 'disabled' });
      });
      console.log(path);
    }
  }
} finally {
  await browser.close();
  await scene.end();
}
