import {
  type AdminToCoordinator,
  type CoordinatorToAdmin,
  isRejection,
  type Rejection,
} from '@tributary/protocol';
import { io, type Socket } from 'socket.io-client';

/** Where a coordinator is, and what opens it to an admin or a viewer. */
export interface Access {
  /** e.g. `http://localhost:8080` */
  readonly url: string;
  readonly token: string;
  /** Whether a certificate that the coordinator made itself will do; Node only. */
  readonly acceptSelfSigned?: boolean | undefined;
}

export type AdminSocket = Socket<CoordinatorToAdmin, AdminToCoordinator>;

/** The socket over which a dashboard follows what happens. */
export const openAdminSocket = ({ url, token, acceptSelfSigned }: Access): AdminSocket =>
  io(`${url}/admin`, {
    transports: ['websocket'],
    forceNew: true,
    auth: { token },
    ...(acceptSelfSigned && { rejectUnauthorized: false }),
  });

/** Hears of it when the coordinator lets nobody in. Where it was not reached the socket tries again by itself. */
export const onRefusal = (socket: AdminSocket, refuse: (rejection: Rejection) => void): void => {
  socket.on('connect_error', (error: Error & { readonly data?: unknown }) => {
    if (isRejection(error.data)) refuse(error.data);
  });
};
