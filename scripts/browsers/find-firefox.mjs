/**
 * Finds a Firefox for the end-to-end tests, installing the distribution's if there is none. By itself it prints the
 * path.
 */
import { pathToFileURL } from 'node:url';
import { ensureBrowser, findBrowser, installByApt, printPath } from './find-browser.mjs';

const firefox = {
  name: 'Firefox',
  variable: 'FIREFOX_PATH',
  commands: ['firefox-esr', 'firefox'],
  debianPackage: 'firefox-esr',
};

/**
 * @param {Readonly<Record<string, string | undefined>>} env
 * @returns {string | null} FIREFOX_PATH, else the system's
 * @throws {Error} when FIREFOX_PATH names nothing that can be run
 */
export const findFirefox = (env = process.env) => findBrowser(firefox, { env });

/** @returns {string} the path of a Firefox, installed just now if need be */
export const ensureFirefox = () =>
  ensureBrowser(firefox, { find: () => findFirefox(), install: () => installByApt(firefox) });

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) printPath(ensureFirefox);
