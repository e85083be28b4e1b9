import type { ClientState, MadeUpdate, ReceivedModel } from '@tributary/client';
import { useCallback, useEffect, useReducer, useRef } from 'react';
import type { JoinedDevice } from '../device/join-device.ts';
import type { DataChoice } from '../own-data/data-choice.ts';
import { restCommand } from '../view/rest-command.ts';
import { type DeviceLimits, noLimits } from './device-limits.ts';
import { firstStep, reduceSession, type Session } from './reduce-session.ts';
import {
  forgetSession,
  pastOf,
  type RememberedSession,
  recallSession,
  rememberSession,
  tabStorage,
} from './remembered-session.ts';

export interface SessionActions {
  /** From the invitation to the data; what joins is fetched meanwhile. */
  readonly accept: () => void;
  readonly goBack: () => void;
  /** Takes part with this data. What trains is loaded now, not with the page. */
  readonly join: (data: DataChoice) => void;
  readonly changeLimits: (limits: Partial<DeviceLimits>) => void;
  /** Makes the device rest, or work again, where that is news. */
  readonly rest: (wanted: ClientState['pause']) => void;
  readonly leave: () => void;
  /** Nothing can go on until the page is loaded anew; then it goes on where it was. */
  readonly breakOff: () => void;
  /** Back to the invitation; ends the work that still runs. */
  readonly reset: () => void;
}

/** Who is shown what comes to the device and what it makes; always the same functions. */
export interface Spectators {
  readonly onUpdate: (update: MadeUpdate) => void;
  readonly onModel: (model: ReceivedModel) => void;
}

type Start = Omit<RememberedSession, 'past'> & Partial<Pick<RememberedSession, 'past'>>;

/**
 * The session's steps, and the device that works in one of them. A tab that was reloaded while it took part by
 * this token goes on by itself.
 */
export const useSession = (
  token: string | null,
  { onUpdate, onModel }: Spectators,
): readonly [Session, SessionActions] => {
  const [session, dispatch] = useReducer(reduceSession, firstStep);
  const joining = useRef<Promise<JoinedDevice>>(undefined);

  const end = useCallback(() => {
    const device = joining.current;
    joining.current = undefined;
    tell(device, (joined) => void joined.leave());
  }, []);
  const breakOff = useCallback(() => {
    end();
    dispatch({ type: 'broke' });
  }, [end]);

  const start = useCallback(
    ({ token: by, data, limits, past }: Start) => {
      const mine = loadDevice().then(({ joinDevice }) =>
        joinDevice({
          ...{ token: by, choice: data, capBytes: limits.capBytes },
          ...{ onUpdate, onModel },
          ...(past && { past }),
          onState: (client) => {
            if (joining.current === mine) dispatch({ type: 'clientChanged', client });
          },
        }),
      );
      joining.current = mine;
      mine.catch(() => {
        if (joining.current === mine) breakOff();
      });
    },
    [onUpdate, onModel, breakOff],
  );

  useEffect(() => {
    let isOver = false;
    const recall = async (by: string) => {
      const remembered = await recallSession(tabStorage(), by);
      if (remembered === null || isOver || joining.current !== undefined) return;
      dispatch({ type: 'recalled', session: remembered });
      start(remembered);
    };
    if (token !== null) void recall(token);
    // Another link: another invitation, which is to be accepted first.
    return () => {
      isOver = true;
      end();
      dispatch({ type: 'reset' });
    };
  }, [token, start, end]);

  useRemembering(session);

  const join = (data: DataChoice) => {
    if (token === null || joining.current !== undefined) return;
    const at = Date.now();
    dispatch({ type: 'dataChosen', token, data, at });
    start({ token, data, limits: noLimits, joinedAt: at });
  };
  const over = () => {
    forgetSession(tabStorage());
    end();
  };
  const actions: SessionActions = {
    accept: () => {
      loadDevice().catch(() => undefined);
      dispatch({ type: 'accepted' });
    },
    goBack: () => dispatch({ type: 'wentBack' }),
    join,
    changeLimits: (limits) => {
      dispatch({ type: 'limitsChanged', limits });
      const { capBytes } = limits;
      if (capBytes !== undefined) tell(joining.current, (device) => device.limitBytes(capBytes));
    },
    rest: useCallback((wanted) => {
      tell(joining.current, (device) => {
        const command = restCommand(device.state, wanted);
        if (command === 'resume') device.resume();
        else if (command !== null) device.pause(command.pause);
      });
    }, []),
    leave: () => {
      dispatch({ type: 'left', at: Date.now() });
      over();
    },
    breakOff,
    reset: () => {
      dispatch({ type: 'reset' });
      over();
    },
  };
  return [session, actions];
};

/** Not with the page: an invitation is read without it. */
const loadDevice = () => import('../device/join-device.ts');

/** What a device that could not be loaded is told is heard by nobody: the session knows of that already. */
const tell = (
  device: Promise<JoinedDevice> | undefined,
  say: (device: JoinedDevice) => void,
): void => void device?.then(say, () => undefined);

/** Notes what a reload is not to lose; a step of training is no news. */
const useRemembering = (session: Session): void => {
  const noted = useRef<readonly unknown[]>([]);
  useEffect(() => {
    // Until the client is there, what was remembered stands.
    if (session.step !== 'working' || session.client === null) return;
    const { token, data, limits, joinedAt, client } = session;
    const news = [token, limits, client.contributions, client.work === null];
    if (news.every((one, index) => one === noted.current[index])) return;
    noted.current = news;
    rememberSession(tabStorage(), { token, data, limits, joinedAt, past: pastOf(client) });
  }, [session]);
};
