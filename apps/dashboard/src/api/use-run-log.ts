import type { Rejection, RunConfig, RunId } from '@tributary/protocol';
import { useEffect, useState } from 'react';
import type { RunLog } from '../view/run-log.ts';
import { useAdminSocket } from './admin-socket.tsx';
import { followRun } from './follow-run.ts';

export interface LiveRun {
  /** Null until all that has happened so far has been read. */
  readonly log: RunLog | null;
  /** Why the coordinator does not show the log. */
  readonly refusal: Rejection | null;
  /** How far a long log has been read, while it is being read for the first time. */
  readonly read: { readonly events: number; readonly rounds: number };
}

const nothing: LiveRun = { log: null, refusal: null, read: { events: 0, rounds: 0 } };

/** A run's log, kept up to date over the admin socket; goes on where it stopped after a lost connection. */
export const useRunLog = (runId: RunId, config: RunConfig): LiveRun => {
  const { socket } = useAdminSocket();
  const [live, setLive] = useState<LiveRun>(nothing);
  useEffect(() => followRun(socket, { runId, config, onChange: setLive }), [socket, runId, config]);
  return live;
};
