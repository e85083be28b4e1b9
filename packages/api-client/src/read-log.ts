import { describeRejection, type LoggedEvent, type WatchRunAnswer } from '@tributary/protocol';
import { type Access, type AdminSocket, onRefusal, openAdminSocket } from './admin-socket.ts';
import { ApiError, errorOfSilence } from './api-error.ts';

const ANSWER_WITHIN_MS = 60_000;

/**
 * The whole log of a run, as the dashboard gets it.
 * @param signal aborting it ends the reading with its reason
 * @throws {ApiError} when the coordinator refuses, or does not answer
 */
export const readLog = async (
  access: Access,
  runId: string,
  signal?: AbortSignal,
): Promise<LoggedEvent[]> => {
  signal?.throwIfAborted();
  const socket = openAdminSocket(access);
  const done = new AbortController();
  const cutShort = new Promise<never>((_, reject) => {
    onRefusal(socket, (rejection) => reject(new ApiError(describeRejection(rejection), rejection)));
    signal?.addEventListener('abort', () => reject(signal.reason), { signal: done.signal });
  });
  const ask = (afterSeq: number): Promise<WatchRunAnswer> =>
    askOver(socket, { runId, afterSeq }).catch((cause: unknown) => {
      throw errorOfSilence(access.url, cause);
    });
  try {
    const events: LoggedEvent[] = [];
    for (;;) {
      const answer = await Promise.race([ask(events.at(-1)?.seq ?? 0), cutShort]);
      if (!answer.ok) throw new ApiError(describeRejection(answer), answer);
      if (answer.events.length === 0) return events;
      events.push(...answer.events);
    }
  } finally {
    done.abort();
    socket.close();
  }
};

const askOver = (
  socket: AdminSocket,
  question: { readonly runId: string; readonly afterSeq: number },
): Promise<WatchRunAnswer> => socket.timeout(ANSWER_WITHIN_MS).emitWithAck('watchRun', question);
