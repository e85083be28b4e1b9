import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import type { AdminToCoordinator, CoordinatorToAdmin } from '@tributary/protocol';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { io, type Socket } from 'socket.io-client';
import { queryKeys } from './query-keys.ts';

export type AdminSocket = Socket<CoordinatorToAdmin, AdminToCoordinator>;
export type Connection = 'connecting' | 'connected' | 'reconnecting';

interface LiveConnection {
  readonly socket: AdminSocket;
  readonly connection: Connection;
}

/** socket.io gives up after a refusal or when the server hangs up; then it is asked again after this. */
const RETRY_MS = 2_000;

const LiveConnectionContext = createContext<LiveConnection | null>(null);

/** Keeps one socket to the namespace `/admin` open for everything below it. */
export const AdminSocketProvider = ({ children }: { readonly children: ReactNode }) => {
  const queryClient = useQueryClient();
  const [socket] = useState<AdminSocket>(() =>
    io('/admin', { transports: ['websocket'], autoConnect: false }),
  );
  const [connection, setConnection] = useState<Connection>('connecting');
  useEffect(
    () => keepConnected(socket, { queryClient, onConnection: setConnection }),
    [socket, queryClient],
  );
  return <LiveConnectionContext value={{ socket, connection }}>{children}</LiveConnectionContext>;
};

/** @throws {Error} outside an `AdminSocketProvider`. */
export const useAdminSocket = (): LiveConnection => {
  const live = useContext(LiveConnectionContext);
  if (live === null) throw new Error('Put this component inside an AdminSocketProvider.');
  return live;
};

interface Listeners {
  readonly queryClient: QueryClient;
  readonly onConnection: (connection: Connection) => void;
}

const keepConnected = (socket: AdminSocket, { queryClient, onConnection }: Listeners) => {
  let retry: ReturnType<typeof setTimeout> | undefined;
  const onLost = () => {
    onConnection('reconnecting');
    if (socket.active) return;
    void queryClient.invalidateQueries({ queryKey: queryKeys.session });
    retry = setTimeout(() => socket.connect(), RETRY_MS);
  };
  const onConnect = () => {
    onConnection('connected');
    void queryClient.invalidateQueries({ predicate: isLiveData });
  };
  // A run's own page follows its log, so only the lists are fetched again.
  const onListsChanged = () => {
    void queryClient.invalidateQueries({ queryKey: queryKeys.runs, exact: true });
    void queryClient.invalidateQueries({ queryKey: queryKeys.clients });
  };
  socket.on('connect', onConnect);
  socket.on('disconnect', onLost);
  socket.on('connect_error', onLost);
  socket.on('listsChanged', onListsChanged);
  socket.connect();
  return () => {
    clearTimeout(retry);
    socket.off('connect', onConnect);
    socket.off('disconnect', onLost);
    socket.off('connect_error', onLost);
    socket.off('listsChanged', onListsChanged);
    socket.disconnect();
  };
};

/** What the coordinator changes by itself; an invitation or a session is not. */
const isLiveData = ({ queryKey }: { readonly queryKey: readonly unknown[] }): boolean =>
  queryKey[0] === queryKeys.runs[0] || queryKey[0] === queryKeys.clients[0];
