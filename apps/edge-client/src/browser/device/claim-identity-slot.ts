/** More tabs than this share the last slot; nobody trains in so many. */
const MAX_SLOTS = 64;

/**
 * Takes the first identity of this browser that no other tab uses, so that each open tab is a
 * client of its own and a reload finds its old identity again.
 * @param tryToHold takes a named lock for the life of the tab; answers whether it was free
 */
export const claimIdentitySlot = async (
  tryToHold: (name: string) => Promise<boolean>,
): Promise<number> => {
  for (let slot = 0; slot < MAX_SLOTS - 1; slot += 1) {
    if (await tryToHold(`tributary-client-${slot}`)) return slot;
  }
  return MAX_SLOTS - 1;
};
