import type { Device } from '@tributary/protocol';
import type { BackendChoice, Trainer } from '@tributary/trainer';
import type { ClientEvent } from './client-event.ts';
import type { MemoryStore } from './client-memory.ts';
import { type ClientNews, type ClientNewsType, newsBetween } from './client-news.ts';
import { type ClientState, initialClientState, type PauseReason } from './client-state.ts';
import type { UpdateStore } from './finished-update.ts';
import { createListeners } from './listeners.ts';
import type { MadeUpdate } from './made-update.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { createPerformer } from './perform-effect.ts';
import type { DataProvider, IdentityStore } from './ports.ts';
import type { ReceivedModel } from './received-model.ts';
import { reduceClient } from './reduce-client.ts';

/** What {@link joinRun} needs, and what it may be given. */
export interface JoinOptions {
  /** The coordinator's address, e.g. `https://fl.example.org`. */
  readonly url: string;
  /** From a join link. */
  readonly token: string;
  /** Brings this device's examples; `demoShard` asks the coordinator for some. */
  readonly data: DataProvider;
  /** Trains; stays the caller's: it is not closed when the client leaves. */
  readonly trainer: Trainer;
  /** How the device is called in the dashboard, and what it runs on. */
  readonly device: Pick<Device, 'kind' | 'name' | 'platform'>;
  /** Forces a backend; without it the trainer chooses. */
  readonly backend?: BackendChoice['backend'];
  /** Without it the client is a new one at the next start. */
  readonly identities?: IdentityStore;
  /** What is kept of a run from round to round; as long as the process or page lives without it. */
  readonly memories?: MemoryStore;
  /** Finished updates that may not have arrived; as long as the process or page lives without it. */
  readonly updates?: UpdateStore;
  /** Shown every update as it is made; nothing is computed for it. */
  readonly onUpdate?: (update: MadeUpdate) => void;
  /** Shown every model that comes to be trained on; nothing is fetched for it. */
  readonly onModel?: (model: ReceivedModel) => void;
  /** No round is taken that might bring the bytes moved both ways above this; any without it. */
  readonly byteLimit?: number;
  /** What an earlier session of the same client has done; this one goes on counting from there. */
  readonly past?: Pick<ClientState, 'contributions' | 'bytesUp' | 'bytesDown'>;
  /** Called after every change, like a listener for `state`. */
  readonly onState?: (state: ClientState) => void;
  /** Node only: lets the socket trust a coordinator's self-made certificate. Browsers ask the person. */
  readonly acceptSelfSigned?: boolean;
  /** Aborting it leaves. */
  readonly signal?: AbortSignal;
}

/** A client that takes part. */
export interface JoinedClient {
  /** Everything that there is to know of it now; a new object after every change. */
  readonly state: ClientState;
  /** Declines the present work and hangs up until `resume`; the same client comes back. */
  pause(reason?: PauseReason): void;
  /** Connects again after `pause`; does nothing otherwise. */
  resume(): void;
  /** See `JoinOptions.byteLimit`; null lifts it. */
  limitBytes(bytes: number | null): void;
  /**
   * Calls the listener whenever there is such news; what was before stands in `state`.
   * @param options with a `signal`: aborting it ends the subscription
   * @returns how to end the subscription
   */
  on<Type extends ClientNewsType>(
    type: Type,
    listener: (about: ClientNews[Type]) => void,
    options?: { readonly signal?: AbortSignal },
  ): () => void;
  /** Cancels the present work and disconnects; resolves when the trainer is idle. */
  leave(): Promise<void>;
  /** Resolves when the client has left or was refused for good. Never rejects. */
  readonly ended: Promise<void>;
}

/**
 * Joins the runs that a token leads to and takes part in them until it leaves: connects (again and
 * again, as the same client), enrols once the device is ready, and answers every round plan with an
 * update or a reason. Returns at once; what happens is told through `on` and `onState`. Nothing is thrown:
 * a refusal for good, or a device that cannot get ready, stands in the state.
 *
 * @example
 * const client = joinRun({ url, token, data: demoShard({ url, token }), trainer, device });
 * client.on('contribution', ({ round, outcome }) => console.log(round, outcome));
 * await client.ended;
 */
export const joinRun = (options: JoinOptions): JoinedClient => {
  let state: ClientState = {
    ...initialClientState,
    ...options.past,
    byteLimit: options.byteLimit ?? null,
  };
  let finish = () => {};
  const listeners = createListeners();
  if (options.onState) listeners.add('state', options.onState);
  const ended = new Promise<void>((resolve) => {
    finish = resolve;
  });
  // A listener may leave in the middle of the news.
  const dispatch = oneAtATime((event: ClientEvent): void => {
    const [next, effects] = reduceClient(state, event);
    const news = newsBetween(state, next);
    state = next;
    news.forEach(listeners.tell);
    effects.forEach(perform);
  });
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
    pause: (reason = 'asked') => dispatch({ type: 'paused', reason }),
    resume: () => dispatch({ type: 'resumed' }),
    limitBytes: (bytes) => dispatch({ type: 'byteLimitSet', bytes }),
    on: (type, listener, { signal } = {}) => listeners.add(type, listener, signal),
    leave,
    ended,
  };
};
