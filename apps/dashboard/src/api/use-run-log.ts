import type { RunConfig, RunId } from '@tributary/protocol';
import { useEffect, useState } from 'react';
import { useAdminSocket } from './admin-socket.tsx';
import { followRun, type LiveRun, type LogReading, type ReadSoFar } from './follow-run.ts';

const nothing: LiveRun<never> = { log: null, failure: null, read: { events: 0, rounds: 0 } };

/**
 * What is read of a run's log, kept up to date over the admin socket; goes on where it stopped after a lost connection.
 * @param reading stays the same: another one reads anew
 */
export const useRunLog = <Log extends ReadSoFar>(
  { runId, config }: { readonly runId: RunId; readonly config: RunConfig },
  reading: LogReading<Log>,
): LiveRun<Log> => {
  const { socket } = useAdminSocket();
  const [live, setLive] = useState<LiveRun<Log>>(nothing);
  useEffect(
    () => followRun(socket, { runId, config, reading, onChange: setLive }),
    [socket, runId, config, reading],
  );
  return live;
};
