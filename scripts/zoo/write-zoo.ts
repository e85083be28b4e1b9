import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zooPage } from './zoo-page.ts';

const PATH = 'docs/zoo.md';

/**
 * Brings the list of the registries' entries up to date.
 * @param root the repository's root
 * @param checkOnly whether to leave the file as it is
 * @returns its path if it was stale
 */
export const writeZoo = (root: string, checkOnly = false): string[] => {
  const path = join(root, PATH);
  const wanted = zooPage();
  if (existsSync(path) && readFileSync(path, 'utf8') === wanted) return [];
  if (!checkOnly) writeFileSync(path, wanted);
  return [path];
};
