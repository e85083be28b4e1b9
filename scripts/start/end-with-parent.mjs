// Preloaded into every child process: when the parent dies, however it dies, the channel to it
// closes, and the child ends as if it had been asked to.
import { isMainThread } from 'node:worker_threads';

if (isMainThread && process.connected) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel?.unref();
}
