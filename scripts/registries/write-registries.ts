import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { registryFolders } from './registry-folders.ts';
import { registrySource } from './registry-source.ts';

const FILE = 'registry.generated.ts';

/**
 * Brings every `registry.generated.ts` up to date.
 * @param root the repository's root
 * @param checkOnly whether to leave the files as they are
 * @returns the paths of those that were stale
 */
export const writeRegistries = (root: string, checkOnly = false): string[] =>
  Object.values(registryFolders).flatMap((registry) => {
    const files = readdirSync(join(root, registry.folder));
    const path = join(root, registry.folder, FILE);
    const wanted = registrySource(registry, files);
    if (files.includes(FILE) && readFileSync(path, 'utf8') === wanted) return [];
    if (!checkOnly) writeFileSync(path, wanted);
    return [path];
  });
