/**
 * Loaded into a coordinator before its first line: kills the process at a named moment, takes its disk away
 * and sets its clock. The coordinator itself knows nothing of it; it only tells of moments.
 */
import { subscribe } from 'node:diagnostics_channel';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import workerThreads, { isMainThread } from 'node:worker_threads';

/** @type {import('./sabotage.ts').Sabotage} */
const sabotage = JSON.parse(process.env.TRIBUTARY_SABOTAGE ?? '{}');

const tell = (/** @type {string} */ line) => appendFileSync(sabotage.trace, `${line}\n`);

/** The order in force, or null; it may be given at any time. @returns {import('./sabotage.ts').KillOrder | null} */
const orderNow = () => {
  try {
    return existsSync(sabotage.order) ? JSON.parse(readFileSync(sabotage.order, 'utf8')) : null;
  } catch {
    return null;
  }
};

const seen = new Set();
let passed = 0;
subscribe('tributary:moment', (moment) => {
  const order = orderNow();
  if (order === null) passed = 0;
  if (order?.moment === moment && ++passed >= order.nth) {
    tell(`killed ${moment}`);
    process.kill(process.pid, 'SIGKILL');
  }
  if (seen.has(moment)) return;
  seen.add(moment);
  tell(`reached ${moment}`);
});

/** A disk that is full while a certain file exists. */
const fullDisk = () =>
  Object.assign(new Error('ENOSPC: no space left on device, write'), {
    code: 'ENOSPC',
    syscall: 'write',
  });
const probe = await open(process.execPath, 'r');
const files = Object.getPrototypeOf(probe);
await probe.close();
for (const name of ['write', 'writeFile', 'sync']) {
  const original = files[name];
  files[name] = function (/** @type {unknown[]} */ ...args) {
    return existsSync(sabotage.diskFull) ? Promise.reject(fullDisk()) : original.apply(this, args);
  };
}

/** A clock that somebody sets to and fro. */
if (sabotage.clockJumpMs) {
  const real = Date.now;
  let offsetMs = sabotage.clockJumpMs;
  Date.now = () => real() + offsetMs;
  setInterval(() => {
    offsetMs = -offsetMs;
  }, 700).unref();
}

// Threads do not inherit what is loaded first.
if (isMainThread) {
  const { Worker } = workerThreads;
  workerThreads.Worker = class extends Worker {
    /** @param {ConstructorParameters<typeof Worker>} args */
    constructor(...[script, options]) {
      const execArgv = [...(options?.execArgv ?? []), '--import', import.meta.url];
      super(script, { ...options, execArgv });
    }
  };
  syncBuiltinESMExports();
}
