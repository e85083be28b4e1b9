import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * @typedef {object} Browser
 * @property {string} name what people call it
 * @property {string} variable of the environment, which may name its path
 * @property {readonly string[]} commands what systems call it
 * @property {string} debianPackage
 */

/** @param {string} path */
const isExecutable = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/**
 * @param {Browser} browser
 * @param {{ env: Readonly<Record<string, string | undefined>>, ownPath?: string }} places the environment, and where
 * a copy of our own would lie
 * @returns {string | null} what the variable names, else our own, else the system's
 * @throws {Error} when the variable names nothing that can be run
 */
export const findBrowser = ({ variable, commands }, { env, ownPath }) => {
  const named = env[variable];
  if (named) {
    if (isExecutable(named)) return named;
    throw new Error(`${variable} is ${named}, which cannot be run. Correct it or unset it.`);
  }
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
  const onPath = commands.flatMap((command) => folders.map((folder) => join(folder, command)));
  return [...(ownPath ? [ownPath] : []), ...onPath].find(isExecutable) ?? null;
};

/** @type {(command: string, args: readonly string[]) => boolean} */
export const succeeds = (command, args) =>
  spawnSync(command, args, { stdio: ['ignore', 2, 2] }).status === 0;

export const mayUseApt = existsSync('/etc/debian_version') && process.getuid?.() === 0;

/** @param {Browser} browser */
export const installByApt = ({ debianPackage }) =>
  mayUseApt &&
  succeeds('apt-get', ['update']) &&
  succeeds('apt-get', ['install', '-y', '--no-install-recommends', debianPackage]);

/**
 * @param {Browser} browser
 * @param {{ find: () => string | null, install: () => boolean }} ways how to look for it and how to get it
 * @returns {string} its path, installed just now if need be
 * @throws {Error} a sentence that says what to do
 */
export const ensureBrowser = ({ name, variable, debianPackage }, { find, install }) => {
  const present = find();
  if (present) return present;
  console.error(`There is no ${name} here; installing one …`);
  install();
  const installed = find();
  if (installed) return installed;
  throw new Error(
    `No ${name} could be installed. Connect this machine to the network, or install ${name} yourself (\`sudo apt-get install ${debianPackage}\`) or set ${variable} to one.`,
  );
};

/**
 * Prints a browser's path, or what to do to have one.
 * @param {() => string} ensure
 */
export const printPath = (ensure) => {
  try {
    console.log(ensure());
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
};
