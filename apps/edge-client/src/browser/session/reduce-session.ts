import type { ClientState } from '@tributary/client';
import type { DataChoice } from '../own-data/data-choice.ts';

/** Where a person stands between the link and the receipt. */
export type Session =
  | { readonly step: 'invitation' }
  /** The invitation was accepted; what to train on is being chosen. */
  | { readonly step: 'data' }
  /** The device takes part; `client` is null while what trains is loaded. */
  | {
      readonly step: 'working';
      readonly data: DataChoice;
      readonly client: ClientState | null;
    }
  /** `client` as it was when the device left; null when it had not joined yet. */
  | {
      readonly step: 'receipt';
      readonly data: DataChoice;
      readonly client: ClientState | null;
    }
  /** The page could not load what it trains with. */
  | { readonly step: 'broken' };

export type SessionEvent =
  | { readonly type: 'accepted' }
  | { readonly type: 'wentBack' }
  | { readonly type: 'dataChosen'; readonly data: DataChoice }
  | { readonly type: 'clientChanged'; readonly client: ClientState }
  | { readonly type: 'left' }
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
    case 'dataChosen':
      return session.step === 'working'
        ? session
        : { step: 'working', data: event.data, client: null };
    case 'clientChanged':
      return session.step === 'working' ? { ...session, client: event.client } : session;
    case 'left':
      return session.step === 'working' ? { ...session, step: 'receipt' } : session;
    case 'broke':
      return session.step === 'working' ? { step: 'broken' } : session;
  }
};
