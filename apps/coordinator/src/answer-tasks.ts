import { parentPort } from 'node:worker_threads';
import type { ThreadAnswer } from './thread.ts';

/** The thread's side of `thread.ts`: performs whatever comes, and says what came of it. */
export const answerTasks = <Task>(perform: (task: Task) => Promise<unknown>): void => {
  const answer = (message: ThreadAnswer) => parentPort?.postMessage(message);
  parentPort?.on('message', ({ id, task }: { readonly id: number; readonly task: Task }) => {
    perform(task).then(
      (result) => answer({ id, result }),
      // A clone of an error loses its code.
      (error: Error) => answer({ id, error: { message: error.message, code: codeOf(error) } }),
    );
  });
};

/** Libraries wrap errors: what the machine or the database said is further down. */
const codeOf = (error: Error): string | undefined => {
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.cause instanceof Error ? codeOf(error.cause) : undefined;
};
