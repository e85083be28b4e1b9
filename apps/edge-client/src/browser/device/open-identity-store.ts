import type { IdentityStore } from '@tributary/client';
import { claimIdentitySlot } from './claim-identity-slot.ts';
import { createIdentityStore } from './identity-store.ts';

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

const openOnce = async (): Promise<IdentityStore> => {
  const locks: LockManager | undefined = navigator.locks;
  if (locks === undefined) return createIdentityStore(sessionStorage, 'tributary-client');
  const slot = await claimIdentitySlot(holdUntilClosed(locks));
  return createIdentityStore(localStorage, `tributary-client-${slot}`);
};

let opened: Promise<IdentityStore> | undefined;

/**
 * The identity of this tab, lasting over reloads and over leaving and joining again. Without Web
 * Locks (plain http on another machine) tabs cannot agree on who is who, so it lasts as long as
 * the tab.
 */
export const openIdentityStore = (): Promise<IdentityStore> => {
  opened ??= openOnce();
  return opened;
};
