import type {
  AdminToCoordinator,
  CoordinatorToAdmin,
  LoggedEvent,
  WatchRunAnswer,
} from '@tributary/protocol';
import { io, type Socket } from 'socket.io-client';
import type { AdminAccess } from './admin-api.ts';

/** The whole log of a run, as the dashboard gets it. @throws when the coordinator refuses. */
export const readLog = async (
  { url, adminToken }: AdminAccess,
  runId: string,
): Promise<LoggedEvent[]> => {
  const socket: Socket<CoordinatorToAdmin, AdminToCoordinator> = io(`${url}/admin`, {
    transports: ['websocket'],
    forceNew: true,
    auth: { token: adminToken },
  });
  try {
    const events: LoggedEvent[] = [];
    for (;;) {
      const afterSeq = events.at(-1)?.seq ?? 0;
      const answer: WatchRunAnswer = await socket
        .timeout(60_000)
        .emitWithAck('watchRun', { runId, afterSeq });
      if (!answer.ok) throw new Error(`The log could not be read: ${answer.message}`);
      if (answer.events.length === 0) return events;
      events.push(...answer.events);
    }
  } finally {
    socket.close();
  }
};
