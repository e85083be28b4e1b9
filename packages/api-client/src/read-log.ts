import { describeRejection, type LoggedEvent, type WatchRunAnswer } from '@tributary/protocol';
import { type Access, openAdminSocket } from './admin-socket.ts';
import { ApiError } from './api-error.ts';

const ANSWER_WITHIN_MS = 60_000;

/** The whole log of a run, as the dashboard gets it. @throws {ApiError} when the coordinator refuses */
export const readLog = async (access: Access, runId: string): Promise<LoggedEvent[]> => {
  const socket = openAdminSocket(access);
  try {
    const events: LoggedEvent[] = [];
    for (;;) {
      const afterSeq = events.at(-1)?.seq ?? 0;
      const answer: WatchRunAnswer = await socket
        .timeout(ANSWER_WITHIN_MS)
        .emitWithAck('watchRun', { runId, afterSeq });
      if (!answer.ok) throw new ApiError(describeRejection(answer), answer);
      if (answer.events.length === 0) return events;
      events.push(...answer.events);
    }
  } finally {
    socket.close();
  }
};
