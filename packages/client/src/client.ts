import type { Device } from '@tributary/protocol';
import type { BackendChoice, Trainer } from '@tributary/trainer';
import type { ClientEvent } from './client-event.ts';
import type { MemoryStore } from './client-memory.ts';
import { type ClientState, initialClientState } from './client-state.ts';
import type { UpdateStore } from './finished-update.ts';
import { createPerformer } from './perform-effect.ts';
import type { DataProvider, IdentityStore } from './ports.ts';
import { reduceClient } from './reduce-client.ts';

export interface JoinOptions {
  /** The coordinator's address, e.g. `https://fl.example.org`. */
  readonly url: string;
  /** From a join link. */
  readonly token: string;
  readonly data: DataProvider;
  /** Stays the caller's: it is not closed when the client leaves. */
  readonly trainer: Trainer;
  readonly device: Pick<Device, 'kind' | 'name' | 'platform'>;
  /** Forces a backend; without it the trainer chooses. */
  readonly backend?: BackendChoice['backend'];
  /** Without it the client is a new one at the next start. */
  readonly identities?: IdentityStore;
  /** What is kept of a run from round to round; as long as the process or page lives without it. */
  readonly memories?: MemoryStore;
  /** Finished updates that may not have arrived; as long as the process or page lives without it. */
  readonly updates?: UpdateStore;
  /** Called after every change. */
  readonly onState?: (state: ClientState) => void;
  /** Node only: lets the socket trust a coordinator's self-made certificate. Browsers ask the person. */
  readonly acceptSelfSigned?: boolean;
  /** Aborting it leaves. */
  readonly signal?: AbortSignal;
}

export interface JoinedClient {
  readonly state: ClientState;
  /** Cancels the present work and disconnects; resolves when the trainer is idle. */
  leave(): Promise<void>;
  /** Resolves when the client has left or was refused for good. Never rejects. */
  readonly ended: Promise<void>;
}

/**
 * Joins the runs that a token leads to and takes part in them until it leaves: connects (again and
 * again, as the same client), enrols once the device is ready, and answers every round plan with an
 * update or a reason. Returns at once; what happens is told through `onState`.
 *
 * @example
 * const client = joinRun({ url, token, data: demoShard({ url, token }), trainer, device });
 * await client.ended;
 */
export const joinRun = (options: JoinOptions): JoinedClient => {
  let state = initialClientState;
  let finish = () => {};
  const ended = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const dispatch = (event: ClientEvent): void => {
    const [next, effects] = reduceClient(state, event);
    const isChanged = next !== state;
    state = next;
    if (isChanged) options.onState?.(state);
    effects.forEach(perform);
  };
  const perform = createPerformer({ ...options, state: () => state, dispatch, finish });
  const leave = (): Promise<void> => {
    dispatch({ type: 'left' });
    return ended;
  };
  if (options.signal?.aborted) leave();
  options.signal?.addEventListener('abort', leave, { once: true });
  return {
    get state() {
      return state;
    },
    leave,
    ended,
  };
};
