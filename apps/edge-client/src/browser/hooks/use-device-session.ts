import type { ClientState } from '@tributary/client';
import { useCallback, useEffect, useRef, useState } from 'react';

/** Whether this device takes part, from the first press of Join on. */
type DeviceSession =
  | { readonly status: 'idle' }
  | { readonly status: 'starting' }
  | { readonly status: 'joined'; readonly client: ClientState }
  | { readonly status: 'left'; readonly client: ClientState | null }
  /** The page could not load what it trains with. */
  | { readonly status: 'broken' };

interface SessionActions {
  readonly join: (token: string) => Promise<void>;
  readonly leave: () => Promise<void>;
  /** Back to the invitation; ends a session that still runs. */
  readonly reset: () => Promise<void>;
}

const farewell = (session: DeviceSession): DeviceSession => ({
  status: 'left',
  client: session.status === 'joined' ? session.client : null,
});

/** Joins and leaves on demand. What trains is loaded by the first `join`, not with the page. */
export const useDeviceSession = (): readonly [DeviceSession, SessionActions] => {
  const [session, setSession] = useState<DeviceSession>({ status: 'idle' });
  const leaving = useRef<Promise<() => Promise<void>>>(undefined);

  const end = useCallback(async () => {
    const leave = leaving.current;
    leaving.current = undefined;
    await leave?.then((leaveNow) => leaveNow());
  }, []);

  const join = useCallback(async (token: string) => {
    if (leaving.current !== undefined) return;
    setSession({ status: 'starting' });
    const joining = import('../device/join-device.ts').then(({ joinDevice }) =>
      joinDevice({
        token,
        onState: (client) => {
          if (leaving.current === joining) setSession({ status: 'joined', client });
        },
      }),
    );
    leaving.current = joining;
    await joining.catch(() => {
      leaving.current = undefined;
      setSession({ status: 'broken' });
    });
  }, []);

  const leave = useCallback(async () => {
    setSession(farewell);
    await end();
  }, [end]);

  const reset = useCallback(async () => {
    setSession({ status: 'idle' });
    await end();
  }, [end]);

  useEffect(() => () => void end(), [end]);
  return [session, { join, leave, reset }];
};
