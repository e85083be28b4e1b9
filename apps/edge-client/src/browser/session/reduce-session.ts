import type { ClientState } from '@tributary/client';
import type { DataChoice } from '../own-data/data-choice.ts';
import { type DeviceLimits, noLimits } from './device-limits.ts';
import type { RememberedSession } from './remembered-session.ts';

/** A device that takes part, or took part. */
export interface Participation {
  /** Of the invitation that was accepted. */
  readonly token: string;
  readonly data: DataChoice;
  readonly limits: DeviceLimits;
  /** Unix ms */
  readonly joinedAt: number;
  /** Null while what trains is loaded; in a receipt as it was when the device left. */
  readonly client: ClientState | null;
}

/** Where a person stands between the link and the receipt. */
export type Session =
  | { readonly step: 'invitation' }
  /** The invitation was accepted; what to train on is being chosen. */
  | { readonly step: 'data' }
  | ({ readonly step: 'working' } & Participation)
  | ({ readonly step: 'receipt'; readonly leftAt: number } & Participation)
  /** The page could not load what it trains with. */
  | { readonly step: 'broken' };

export type SessionEvent =
  | { readonly type: 'accepted' }
  | { readonly type: 'wentBack' }
  | {
      readonly type: 'dataChosen';
      readonly token: string;
      readonly data: DataChoice;
      readonly at: number;
    }
  /** A reload in the midst of the work: it goes on. */
  | { readonly type: 'recalled'; readonly session: RememberedSession }
  | { readonly type: 'limitsChanged'; readonly limits: Partial<DeviceLimits> }
  | { readonly type: 'clientChanged'; readonly client: ClientState }
  | { readonly type: 'left'; readonly at: number }
  | { readonly type: 'broke' }
  | { readonly type: 'reset' };

export const firstStep: Session = { step: 'invitation' };

/** The one place where the steps follow each other; an event without meaning in a step changes nothing. */
export const reduceSession = (session: Session, event: SessionEvent): Session => {
  switch (event.type) {
    case 'reset':
      return firstStep;
    case 'accepted':
      return session.step === 'invitation' ? { step: 'data' } : session;
    case 'wentBack':
      return session.step === 'data' ? firstStep : session;
    case 'dataChosen': {
      if (session.step === 'working') return session;
      const { token, data, at } = event;
      return { step: 'working', token, data, limits: noLimits, joinedAt: at, client: null };
    }
    case 'recalled': {
      const { token, data, limits, joinedAt } = event.session;
      return session.step === 'working'
        ? session
        : { step: 'working', token, data, limits, joinedAt, client: null };
    }
    case 'limitsChanged':
      return session.step === 'working'
        ? { ...session, limits: { ...session.limits, ...event.limits } }
        : session;
    case 'clientChanged':
      return session.step === 'working' ? { ...session, client: event.client } : session;
    case 'left':
      return session.step === 'working'
        ? { ...session, step: 'receipt', leftAt: event.at }
        : session;
    case 'broke':
      return session.step === 'working' ? { step: 'broken' } : session;
  }
};
