/**
 * `npm start` and `npm test` enter here, on a machine that has Node and npm and nothing else. So this
 * file and what it imports are plain JavaScript without dependencies: it installs, builds what needs
 * building and hands over to `start.ts` or `test.ts`.
 */
import { spawn } from 'node:child_process';
import { buildWebApps } from './bootstrap/build-web-apps.mjs';
import { installDependencies } from './bootstrap/install-dependencies.mjs';
import { describeOldNode } from './bootstrap/require-node.mjs';
import { Refusal } from './bootstrap/run-tool.mjs';

const [target, ...args] = process.argv.slice(2);
const wantsHelp = args.includes('--help') || args.includes('-h');

/**
 * Refusals reach the person as one sentence; a test run still ends with its count.
 * @param {string} sentence
 */
const fail = (sentence) => {
  console.error(`\n${sentence}`);
  if (target === 'test') console.log('0 passed, 1 failed');
  process.exit(1);
};

const handOver = () => {
  const child = spawn(process.execPath, ['--import', 'tsx', `scripts/${target}.ts`, ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  // The child ends its own children first; until then this process waits.
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal));
  }
  child.on('exit', (code, signal) => process.exit(signal === null ? code : 1));
};

try {
  if (target !== 'start' && target !== 'test') {
    throw new Refusal('Say what to bootstrap: `npm start` or `npm test`.');
  }
  const oldNode = describeOldNode(process.versions.node);
  if (oldNode) throw new Refusal(oldNode);
  await installDependencies();
  if (target === 'start' && !wantsHelp) await buildWebApps();
  handOver();
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  fail(error.message);
}
