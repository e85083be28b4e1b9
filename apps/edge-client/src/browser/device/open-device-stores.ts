import {
  hasWebCrypto,
  type IdentityStore,
  type MemoryStore,
  type UpdateStore,
} from '@tributary/client';
import { tabStorage } from '../session/remembered-session.ts';
import { claimIdentitySlot } from './claim-identity-slot.ts';
import { createStoredIdentities } from './stored-identities.ts';
import { createStoredMemories } from './stored-memories.ts';
import { createStoredUpdates } from './stored-updates.ts';
import { createTabIdentities } from './tab-identities.ts';

/** Holds a Web Lock until the tab is closed. @returns whether it was free */
const holdUntilClosed =
  (locks: LockManager) =>
  (name: string): Promise<boolean> =>
    new Promise((resolve, reject) => {
      locks
        .request(name, { ifAvailable: true }, (lock) => {
          resolve(lock !== null);
          return lock === null ? undefined : new Promise<never>(() => {});
        })
        .catch(reject);
    });

/** What this tab's client keeps; what is left out, as long as the page lives. */
export interface DeviceStores {
  readonly identities: IdentityStore;
  readonly memories?: MemoryStore;
  readonly updates?: UpdateStore;
  /** Which of this browser's clients it is; left out where tabs cannot agree on that. */
  readonly slot?: string;
}

const openOnce = async (): Promise<DeviceStores> => {
  const locks: LockManager | undefined = navigator.locks;
  if (locks === undefined || !hasWebCrypto()) {
    return { identities: createTabIdentities(tabStorage()) };
  }
  const slot = String(await claimIdentitySlot(holdUntilClosed(locks)));
  return {
    slot,
    identities: createStoredIdentities(slot),
    memories: createStoredMemories(slot),
    updates: createStoredUpdates(slot),
  };
};

let opened: Promise<DeviceStores> | undefined;

/**
 * Who this tab's client is and what it remembers, lasting over reloads and over leaving and joining again. Over plain http
 * from another machine there is neither WebCrypto nor a lock by which tabs could agree on who is who:
 * there the key lasts as long as the tab, and the memory as long as the page.
 */
export const openDeviceStores = (): Promise<DeviceStores> => {
  opened ??= openOnce();
  return opened;
};
