import type { IdentityStore, MemoryStore } from '@tributary/client';
import { claimIdentitySlot } from './claim-identity-slot.ts';
import { createIdentityStore } from './identity-store.ts';
import { createStoredMemories } from './stored-memories.ts';

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

/** What this tab's client keeps. */
export interface DeviceStores {
  readonly identities: IdentityStore;
  /** As long as the page lives without it. */
  readonly memories?: MemoryStore;
}

const openOnce = async (): Promise<DeviceStores> => {
  const locks: LockManager | undefined = navigator.locks;
  if (locks === undefined) {
    return { identities: createIdentityStore(sessionStorage, 'tributary-client') };
  }
  const slot = await claimIdentitySlot(holdUntilClosed(locks));
  return {
    identities: createIdentityStore(localStorage, `tributary-client-${slot}`),
    memories: createStoredMemories(String(slot)),
  };
};

let opened: Promise<DeviceStores> | undefined;

/**
 * Who this tab's client is and what it remembers, lasting over reloads and over leaving and joining again. Without Web
 * Locks (plain http on another machine) tabs cannot agree on who is who, so both last as long as
 * the tab.
 */
export const openDeviceStores = (): Promise<DeviceStores> => {
  opened ??= openOnce();
  return opened;
};
