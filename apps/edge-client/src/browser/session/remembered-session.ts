import type { ClientState } from '@tributary/client';
import type { DataChoice } from '../own-data/data-choice.ts';
import type { DeviceLimits } from './device-limits.ts';

const KEY = 'tributary-session';

/** That this tab takes part, and what it has done so far: enough to go on after a reload. */
export interface RememberedSession {
  /** Of the invitation that was accepted. */
  readonly token: string;
  readonly data: DataChoice;
  readonly limits: DeviceLimits;
  /** Unix ms */
  readonly joinedAt: number;
  readonly past: Pick<ClientState, 'contributions' | 'bytesUp' | 'bytesDown'>;
}

/** More rounds than this are not remembered one by one: a tab's storage is small. */
const MAX_REMEMBERED = 2000;

type TabStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Remembers nothing. */
const noStorage: TabStorage = {
  getItem: () => null,
  setItem: () => undefined,
  removeItem: () => undefined,
};

/** What this tab keeps; nothing where the browser forbids even to look, as some do when all cookies are blocked. */
export const tabStorage = (find = (): TabStorage => sessionStorage): TabStorage => {
  try {
    return find();
  } catch {
    return noStorage;
  }
};

/** @returns what this tab was doing before it was reloaded; null when it did nothing, or not by this token. */
export const recallSession = async (
  storage: TabStorage,
  token: string,
): Promise<RememberedSession | null> => {
  const text = storage.getItem(KEY);
  if (text === null) return null;
  try {
    // Only who comes back needs what checks it.
    const { readSession } = await import('./read-session.ts');
    const remembered = readSession(text);
    return remembered.token === token ? remembered : null;
  } catch {
    return null;
  }
};

/** Storage that is full or forbidden costs a click after a reload, no more. */
export const rememberSession = (storage: TabStorage, session: RememberedSession): void => {
  try {
    storage.setItem(KEY, JSON.stringify(session));
  } catch {}
};

export const forgetSession = (storage: TabStorage): void => storage.removeItem(KEY);

/** What is worth remembering of a client. */
export const pastOf = ({
  contributions,
  bytesUp,
  bytesDown,
}: ClientState): RememberedSession['past'] => ({
  contributions: contributions.slice(-MAX_REMEMBERED),
  bytesUp,
  bytesDown,
});
