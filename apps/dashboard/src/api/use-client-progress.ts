import type { ClientId, ClientProgress, RunId } from '@tributary/protocol';
import { useEffect, useMemo, useState } from 'react';
import { useAdminSocket } from './admin-socket.tsx';

type ProgressByClient = Readonly<Record<ClientId, ClientProgress>>;

/** Reports come many times a second from every client; the page is redrawn this often at most. */
const REDRAW_MS = 250;

/** The newest progress report of each client in the given round. */
export const useClientProgress = (runId: RunId, round: number): ProgressByClient => {
  const { socket } = useAdminSocket();
  const [progress, setProgress] = useState<ProgressByClient>({});
  useEffect(() => {
    let fresh: ProgressByClient = {};
    let redraw: ReturnType<typeof setTimeout> | undefined;
    const show = () => {
      const reports = fresh;
      fresh = {};
      redraw = undefined;
      setProgress((known) => ({ ...known, ...reports }));
    };
    const onProgress = (report: ClientProgress) => {
      if (report.runId !== runId) return;
      fresh = { ...fresh, [report.clientId]: report };
      redraw ??= setTimeout(show, REDRAW_MS);
    };
    socket.on('clientProgress', onProgress);
    return () => {
      clearTimeout(redraw);
      socket.off('clientProgress', onProgress);
    };
  }, [socket, runId]);
  return useMemo(
    () =>
      Object.fromEntries(Object.entries(progress).filter(([, report]) => report.round === round)),
    [progress, round],
  );
};
