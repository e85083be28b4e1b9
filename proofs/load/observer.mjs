// Preloaded into the coordinator: says how late its event loop is, and where its memory goes, when it is asked.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { isMainThread } from 'node:worker_threads';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc');
const RESOLUTION_MS = 10;

if (isMainThread && process.connected) {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  process.on('message', ({ type }) => {
    if (type === 'collect') collectGarbage();
    if (type !== 'observe') return;
    const lagMs = (percentile) => Math.max(0, delay.percentile(percentile) / 1e6 - RESOLUTION_MS);
    process.send({
      type: 'observed',
      lag: { p50Ms: lagMs(50), p99Ms: lagMs(99), maxMs: lagMs(100) },
      memory: process.memoryUsage(),
      cpuMs: process.cpuUsage(),
    });
    // The next answer is of the time from now on.
    delay.reset();
  });
}
