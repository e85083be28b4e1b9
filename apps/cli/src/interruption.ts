import { EXIT } from './exit-codes.ts';

/** What ends work that somebody no longer wants to wait for. */
export class Interruption extends Error {
  override readonly name = 'Interruption';
}

let interrupted: AbortController | undefined;

/**
 * Aborts on Ctrl-C, and when the process is asked to end; a second time ends it at once. Signals are caught from the
 * first call on.
 */
export const interruption = (): AbortSignal => {
  if (interrupted !== undefined) return interrupted.signal;
  const controller = new AbortController();
  interrupted = controller;
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(EXIT.interrupted);
      controller.abort(new Interruption('Interrupted.'));
    });
  }
  return controller.signal;
};
