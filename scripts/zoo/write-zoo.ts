import { join } from 'node:path';
import { writeIfStale } from '../write-if-stale.ts';
import { algorithmsPage } from './algorithms-page.ts';
import { zooPage } from './zoo-page.ts';

const PAGES = [
  ['docs/zoo.md', zooPage],
  ['docs/algorithms.md', algorithmsPage],
] as const;

/**
 * Brings the pages that list the registries' entries up to date.
 * @param root the repository's root
 * @param checkOnly whether to leave the files as they are
 * @returns the paths of those that were stale
 */
export const writeZoo = (root: string, checkOnly = false): string[] =>
  PAGES.flatMap(([name, pageOf]) => {
    const path = join(root, name);
    return writeIfStale(path, pageOf(), checkOnly);
  });
