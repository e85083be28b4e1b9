import type {
  CoordinatorToAdmin,
  LoggedEvent,
  Rejection,
  RunConfig,
  RunId,
} from '@tributary/protocol';
import { useEffect, useState } from 'react';
import { appendToLog, emptyRunLog, type RunLog } from '../view/run-log.ts';
import { type AdminSocket, useAdminSocket } from './admin-socket.tsx';

export interface LiveRun {
  /** Null until the first events have come. */
  readonly log: RunLog | null;
  /** Why the coordinator does not show the log. */
  readonly refusal: Rejection | null;
}

/** A run's log, kept up to date over the admin socket; goes on where it stopped after a lost connection. */
export const useRunLog = (runId: RunId, config: RunConfig): LiveRun => {
  const { socket } = useAdminSocket();
  const [live, setLive] = useState<LiveRun>({ log: null, refusal: null });
  useEffect(() => followRun(socket, { runId, config, onChange: setLive }), [socket, runId, config]);
  return live;
};

interface Follower {
  readonly runId: RunId;
  readonly config: RunConfig;
  readonly onChange: (live: LiveRun) => void;
}

const followRun = (socket: AdminSocket, { runId, config, onChange }: Follower) => {
  let log = emptyRunLog;
  let asking = false;
  let ended = false;
  /** Events that overtook the answer. */
  let early: LoggedEvent[] = [];
  const ask = () => {
    asking = true;
    early = [];
    socket.emit('watchRun', { runId, afterSeq: log.seq }, (answer) => {
      asking = false;
      if (ended) return;
      if (answer.ok) log = appendToLog(log, [...answer.events, ...early], config);
      // A long log comes in parts, and what it was before the last of them is nobody's news.
      if (answer.ok && answer.events.length > 0) return ask();
      onChange(answer.ok ? { log, refusal: null } : { log, refusal: answer });
    });
  };
  const onRunEvent: CoordinatorToAdmin['runEvent'] = (message) => {
    if (message.runId !== runId) return;
    if (asking) {
      early.push(message.logged);
      return;
    }
    if (message.logged.seq > log.seq + 1) return ask();
    log = appendToLog(log, [message.logged], config);
    onChange({ log, refusal: null });
  };
  socket.on('connect', ask);
  socket.on('runEvent', onRunEvent);
  if (socket.connected) ask();
  return () => {
    ended = true;
    socket.off('connect', ask);
    socket.off('runEvent', onRunEvent);
    if (socket.connected) socket.emit('unwatchRun', { runId });
  };
};
