import type {
  ClientToCoordinator,
  ConnectedClient,
  CoordinatorToClient,
  Device,
} from '@tributary/protocol';
import type { DefaultEventsMap, Namespace, Socket } from 'socket.io';
import type { JoinClaims } from '../security/tokens.ts';

/** What the handshake found out about a connection. */
export interface ClientSocketData {
  clientId: string;
  claims: JoinClaims;
  protocolVersion: number;
}

export type ClientNamespace = Namespace<
  ClientToCoordinator,
  CoordinatorToClient,
  DefaultEventsMap,
  ClientSocketData
>;
export type ClientSocket = Socket<
  ClientToCoordinator,
  CoordinatorToClient,
  DefaultEventsMap,
  ClientSocketData
>;

/** One connection of a client. */
export interface Session {
  readonly socket: ClientSocket;
  readonly connectedAt: number;
  /** Null until the client has enrolled. */
  device: Device | null;
  /** How often the device has said what it is. */
  announcements: number;
}

/** The connected clients by id: at most one session each, the newest. */
export interface Sessions {
  /** Returns the session that this one replaces, if the client was connected already. */
  open(session: Session): Session | undefined;
  /** Forgets the session unless a newer one has taken its place; says whether it did. */
  close(session: Session): boolean;
  get(clientId: string): Session | undefined;
  /** How many clients are connected, enrolled or not. */
  readonly count: number;
  /** Those that came by this join token. */
  openedBy(tokenId: string): Session[];
  enrolled(): (Session & { readonly device: Device })[];
  describe(runsOf: (session: Session) => string[]): ConnectedClient[];
}

export const createSessions = (): Sessions => {
  const byClient = new Map<string, Session>();
  const enrolled = () =>
    [...byClient.values()].filter(
      (session): session is Session & { device: Device } => session.device !== null,
    );
  return {
    open: (session) => {
      const { clientId } = session.socket.data;
      const replaced = byClient.get(clientId);
      byClient.set(clientId, session);
      return replaced;
    },
    close: (session) => {
      const { clientId } = session.socket.data;
      return byClient.get(clientId) === session && byClient.delete(clientId);
    },
    get: (clientId) => byClient.get(clientId),
    get count() {
      return byClient.size;
    },
    openedBy: (tokenId) =>
      [...byClient.values()].filter(({ socket }) => socket.data.claims.id === tokenId),
    enrolled,
    describe: (runsOf) =>
      enrolled().map((session) => ({
        clientId: session.socket.data.clientId,
        device: session.device,
        connectedAt: session.connectedAt,
        runs: runsOf(session),
      })),
  };
};
