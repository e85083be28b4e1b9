import { readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from '@tributary/fedavg';

/** How often each of the lesser evils has been done. */
export interface Disturbed {
  clientKills: number;
  disconnects: number;
  clockJumps: number;
  fullDisks: number;
  powerCuts: number;
  databaseLosses: number;
}

export const nothingYet = (): Disturbed => ({
  ...{
    clientKills: 0,
    disconnects: 0,
    clockJumps: 0,
    fullDisks: 0,
    powerCuts: 0,
    databaseLosses: 0,
  },
});

/** The disk is full for so long. */
export const fillDisk = (flag: string, forMs: number): void => {
  writeFileSync(flag, '');
  setTimeout(() => rmSync(flag, { force: true }), forMs);
};

/**
 * What a power cut does to a disk that promised more than it kept: the newest file of the spool lacks its
 * tail. @returns whether there was one
 */
export const cutTail = (spool: string, random: Random): boolean => {
  const newest = filesIn(spool)
    .map((path) => ({ path, ...statSync(path) }))
    .sort((a, b) => b.mtimeMs - a.mtimeMs)[0];
  if (newest === undefined || newest.size === 0) return false;
  truncateSync(newest.path, random.integer(newest.size));
  return true;
};

const filesIn = (folder: string): string[] => {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? filesIn(join(folder, entry.name)) : [join(folder, entry.name)],
    );
  } catch {
    return [];
  }
};
