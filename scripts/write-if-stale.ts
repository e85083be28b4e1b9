import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/**
 * Brings a generated file up to date.
 * @param checkOnly whether to leave it as it is
 * @returns its path if it was stale
 */
export const writeIfStale = (path: string, wanted: string, checkOnly: boolean): string[] => {
  if (existsSync(path) && readFileSync(path, 'utf8') === wanted) return [];
  if (!checkOnly) writeFileSync(path, wanted);
  return [path];
};
