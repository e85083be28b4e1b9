import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What cannot go on, in a sentence that says what to do. */
export class Refusal extends Error {}

/** npm's and pnpm's launchers are .cmd files on Windows, which only a shell can run. */
const shell = process.platform === 'win32';

/** The pnpm that package.json names: the one on the PATH if it is that version, else by npm. */
const pnpmCommand = () => {
  const { packageManager } = JSON.parse(readFileSync('package.json', 'utf8'));
  const present = spawnSync('pnpm', ['--version'], { shell, encoding: 'utf8' });
  return packageManager === `pnpm@${present.stdout?.trim()}`
    ? { command: 'pnpm', before: [] }
    : { command: 'npm', before: ['exec', '--yes', '--', packageManager] };
};

/**
 * Runs pnpm with its output on stderr, where it cannot mix with results on stdout.
 * @param {readonly string[]} args
 * @returns {Promise<{ code: number | null, output: string }>} the end of what it printed
 */
export const runPnpm = (args) =>
  new Promise((resolve, reject) => {
    const { command, before } = pnpmCommand();
    // CI: pnpm asks no questions. And `npm start --silent` must not hide why an install fails.
    const { npm_config_loglevel: _, ...inherited } = process.env;
    const env = { ...inherited, CI: 'true' };
    const child = spawn(command, [...before, ...args], {
      shell,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    /** @param {Buffer} chunk */
    const pass = (chunk) => {
      process.stderr.write(chunk);
      output = (output + chunk).slice(-20_000);
    };
    child.stdout.on('data', pass);
    child.stderr.on('data', pass);
    child.on('error', (error) => {
      reject(new Refusal(`${command} cannot be run (${error.message}). Install npm 9 or newer.`));
    });
    child.on('close', (code) => resolve({ code, output }));
  });
