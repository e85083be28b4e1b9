/**
 * Finds a Chromium for the end-to-end tests, installing one if there is none. Plain JavaScript, so
 * that continuous integration can call it by itself: it prints the path.
 */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  ensureBrowser,
  findBrowser,
  installByApt,
  mayUseApt,
  printPath,
  succeeds,
} from './find-browser.mjs';

const require = createRequire(import.meta.url);

const chromium = {
  name: 'Chromium',
  variable: 'CHROMIUM_PATH',
  commands: ['chromium', 'chromium-browser', 'google-chrome'],
  debianPackage: 'chromium',
};

/** Where Playwright keeps its own, whether it is there or not. */
const playwrightPath = () => require('@playwright/test').chromium.executablePath();

/**
 * @param {Readonly<Record<string, string | undefined>>} env
 * @param {string} ownPath where Playwright's own Chromium would lie
 * @returns {string | null} CHROMIUM_PATH, else Playwright's own, else the system's
 * @throws {Error} when CHROMIUM_PATH names nothing that can be run
 */
export const findChromium = (env = process.env, ownPath = playwrightPath()) =>
  findBrowser(chromium, { env, ownPath });

const installByPlaywright = () => {
  const cli = join(dirname(require.resolve('@playwright/test/package.json')), 'cli.js');
  // The libraries that a browser needs come from the distribution, which takes root.
  const libraries = mayUseApt ? ['--with-deps'] : [];
  return succeeds(process.execPath, [cli, 'install', ...libraries, 'chromium']);
};

/** @returns {string} the path of a Chromium, installed just now if need be */
export const ensureChromium = () =>
  ensureBrowser(chromium, {
    find: () => findChromium(),
    install: () => installByPlaywright() || installByApt(chromium),
  });

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) printPath(ensureChromium);
