/** `pnpm screenshots`: every page in both themes, on desk and phone, into docs/screenshots/. */
import { mkdir, rm } from 'node:fs/promises';
import { chromium } from '@playwright/test';
import { Command } from 'commander';
import { setScene } from '../e2e/tour/scene.ts';
import { stops } from '../e2e/tour/stops.ts';
import { views, visit } from '../e2e/tour/views.ts';
import playwrightConfig from '../playwright.config.ts';

/** Where the documentation finds them. */
const FOLDER = 'docs/screenshots';
/** Enough for curves that say something. */
const ROUNDS = 20;

const program = new Command('pnpm screenshots')
  .description('Take a picture of every page in both themes, on desk and phone.')
  .argument('[name]', 'only of the pages whose name holds this')
  .option('--into <folder>', 'where they go; all that was there before goes', FOLDER)
  .option('--whole', 'the whole length of the pages, to look at')
  .parse();
const [name = ''] = program.args;
const { into, whole = false } = program.opts<{ into: string; whole?: boolean }>();
if (name === '') await rm(into, { recursive: true, force: true });
await mkdir(into, { recursive: true });
const scene = await setScene(ROUNDS);
const browser = await chromium.launch(playwrightConfig.use?.launchOptions ?? {});
try {
  for (const stop of stops.filter((each) => each.name.includes(name))) {
    for (const view of views) {
      const path = `${into}/${stop.name}-${view.size}-${view.theme}.png`;
      await visit(browser, { stop, view, scene }, async (page) => {
        await page.screenshot({ path, fullPage: whole, animations: 'disabled' });
      });
      console.log(path);
    }
  }
} finally {
  await browser.close();
  await scene.end();
}
