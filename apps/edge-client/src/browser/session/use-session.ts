import { useCallback, useEffect, useReducer, useRef } from 'react';
import type { DataChoice } from '../own-data/data-choice.ts';
import { firstStep, reduceSession, type Session } from './reduce-session.ts';

interface SessionActions {
  /** From the invitation to the data. */
  readonly accept: () => void;
  readonly goBack: () => void;
  /** Takes part with this data. What trains is loaded now, not with the page. */
  readonly join: (token: string, data: DataChoice) => Promise<void>;
  readonly leave: () => Promise<void>;
  /** Back to the invitation; ends the work that still runs. */
  readonly reset: () => Promise<void>;
}

/** The session's steps, and the device that works in one of them. */
export const useSession = (): readonly [Session, SessionActions] => {
  const [session, dispatch] = useReducer(reduceSession, firstStep);
  const leaving = useRef<Promise<() => Promise<void>>>(undefined);

  const end = useCallback(async () => {
    const leave = leaving.current;
    leaving.current = undefined;
    await leave?.then((leaveNow) => leaveNow());
  }, []);

  const join = useCallback(async (token: string, data: DataChoice) => {
    if (leaving.current !== undefined) return;
    dispatch({ type: 'dataChosen', data });
    const joining = import('../device/join-device.ts').then(({ joinDevice }) =>
      joinDevice({
        token,
        choice: data,
        onState: (client) => {
          if (leaving.current === joining) dispatch({ type: 'clientChanged', client });
        },
      }),
    );
    leaving.current = joining;
    await joining.catch(() => {
      leaving.current = undefined;
      dispatch({ type: 'broke' });
    });
  }, []);

  const leave = useCallback(async () => {
    dispatch({ type: 'left' });
    await end();
  }, [end]);

  const reset = useCallback(async () => {
    dispatch({ type: 'reset' });
    await end();
  }, [end]);

  useEffect(() => () => void end(), [end]);
  const accept = useCallback(() => dispatch({ type: 'accepted' }), []);
  const goBack = useCallback(() => dispatch({ type: 'wentBack' }), []);
  return [session, { accept, goBack, join, leave, reset }];
};
