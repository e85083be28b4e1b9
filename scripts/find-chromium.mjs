/**
 * Finds a Chromium for the end-to-end tests, installing one if there is none. Plain JavaScript, so
 * that continuous integration can call it by itself: it prints the path.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const SYSTEM_NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

const require = createRequire(import.meta.url);

/** @param {string} path */
const isExecutable = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** Where Playwright keeps its own, whether it is there or not. */
const playwrightPath = () => require('@playwright/test').chromium.executablePath();

/**
 * @param {Readonly<Record<string, string | undefined>>} env
 * @param {string} ownPath where Playwright's own Chromium would lie
 * @returns {string | null} CHROMIUM_PATH, else Playwright's own, else the system's
 * @throws {Error} when CHROMIUM_PATH names nothing that can be run
 */
export const findChromium = (env = process.env, ownPath = playwrightPath()) => {
  if (env.CHROMIUM_PATH) {
    if (isExecutable(env.CHROMIUM_PATH)) return env.CHROMIUM_PATH;
    throw new Error(
      `CHROMIUM_PATH is ${env.CHROMIUM_PATH}, which cannot be run. Correct it or unset it.`,
    );
  }
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
  const onPath = SYSTEM_NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [ownPath, ...onPath].find(isExecutable) ?? null;
};

/** @type {(command: string, args: readonly string[]) => boolean} */
const succeeds = (command, args) =>
  spawnSync(command, args, { stdio: ['ignore', 2, 2] }).status === 0;

const mayUseApt = existsSync('/etc/debian_version') && process.getuid?.() === 0;

const installByPlaywright = () => {
  const cli = join(dirname(require.resolve('@playwright/test/package.json')), 'cli.js');
  // The libraries that a browser needs come from the distribution, which takes root.
  const libraries = mayUseApt ? ['--with-deps'] : [];
  return succeeds(process.execPath, [cli, 'install', ...libraries, 'chromium']);
};

const installByApt = () =>
  mayUseApt &&
  succeeds('apt-get', ['update']) &&
  succeeds('apt-get', ['install', '-y', '--no-install-recommends', 'chromium']);

/**
 * @returns {string} the path of a Chromium, installed just now if need be
 * @throws {Error} a sentence that says what to do
 */
export const ensureChromium = () => {
  const present = findChromium();
  if (present) return present;
  console.error('There is no Chromium here; installing one …');
  installByPlaywright() || installByApt();
  const installed = findChromium();
  if (installed) return installed;
  throw new Error(
    'No Chromium could be installed: neither Playwright nor the system can download one. Connect this machine to the network, or install Chromium yourself (`sudo apt-get install chromium`) or set CHROMIUM_PATH to one.',
  );
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    console.log(ensureChromium());
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
