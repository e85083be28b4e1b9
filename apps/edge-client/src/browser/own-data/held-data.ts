import type { OwnData } from '@tributary/local-data';

/** What is to be trained on, as long as the page lives; by the keys of the needs. */
const held = new Map<string, OwnData>();

export const holdData = (key: string, data: OwnData): void => {
  held.set(key, data);
};

export const heldData = (key: string): OwnData | undefined => held.get(key);

export const dropData = (key: string): void => {
  held.delete(key);
};
