// Preloaded into the programs that `tributary` starts: when its process is gone, the pipe between the two breaks, and
// the program ends as if it had been asked to.
import { Socket } from 'node:net';
import { isMainThread } from 'node:worker_threads';

if (isMainThread) {
  const pipe = new Socket({ fd: 3 });
  pipe.once('close', () => process.kill(process.pid, 'SIGTERM'));
  pipe.on('error', () => undefined);
  pipe.resume();
  pipe.unref();
}
