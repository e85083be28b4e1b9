import { Worker } from 'node:worker_threads';
import { connectTrainer } from '../connect-trainer.ts';
import type { Trainer } from '../trainer.ts';
import type { WorkerPort } from '../trainer-port.ts';

/** The worker is TypeScript as long as this code is; a bundle has it compiled beside itself. */
const startWorker = (): Worker => {
  const fromSource = import.meta.url.endsWith('.ts');
  const entry = fromSource ? './worker-from-source.mjs' : './worker.mjs';
  return new Worker(new URL(entry, import.meta.url), { execArgv: [] });
};

const toPort = (worker: Worker): WorkerPort => ({
  send: (message, transfer = []) => worker.postMessage(message, [...transfer]),
  onMessage: (receive) => {
    worker.on('message', receive);
  },
  onDeath: (died) => {
    worker.on('error', (error) => died(`The training thread failed: ${error.message}`));
    worker.on('exit', (code) => died(`The training thread ended with exit code ${code}.`));
  },
  terminate: async () => {
    await worker.terminate();
  },
});

/** A trainer in a worker thread of its own, so that sockets and timers never wait for a step. */
export const createNodeTrainer = (): Trainer => connectTrainer(toPort(startWorker()));
