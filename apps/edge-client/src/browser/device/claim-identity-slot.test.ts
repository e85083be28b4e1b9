import { describe, expect, it } from 'vitest';
import { claimIdentitySlot } from './claim-identity-slot.ts';

/** Locks among the tabs of one browser. */
const createLocks = () => {
  const held = new Set<string>();
  const tryToHold = async (name: string) => {
    if (held.has(name)) return false;
    held.add(name);
    return true;
  };
  return { held, tryToHold };
};

describe('claimIdentitySlot', () => {
  it('gives every open tab a slot of its own', async () => {
    const { tryToHold } = createLocks();
    expect(await claimIdentitySlot(tryToHold)).toBe(0);
    expect(await claimIdentitySlot(tryToHold)).toBe(1);
  });

  it('takes a slot again that a closed tab has freed', async () => {
    const { held, tryToHold } = createLocks();
    await claimIdentitySlot(tryToHold);
    await claimIdentitySlot(tryToHold);
    held.delete('tributary-client-0');
    expect(await claimIdentitySlot(tryToHold)).toBe(0);
  });
});
