// Plain JavaScript: a process with nothing in it but the thread that is measured, where tsx's loader
// is started by hand, because a worker thread does not inherit it.
import { isMainThread, Worker } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

if (isMainThread) {
  const worker = new Worker(new URL(import.meta.url), { argv: process.argv.slice(2) });
  worker.on('message', (figures) => console.log(JSON.stringify(figures)));
} else {
  register();
  await import('./measure.ts');
}
