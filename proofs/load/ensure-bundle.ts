import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { programOf } from '../../scripts/start/program-of.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const BUNDLE = join(ROOT, 'apps/coordinator/dist/main.mjs');
/** What the coordinator is made of. */
const SOURCES = ['apps/coordinator/src', 'apps/coordinator/drizzle', 'packages', 'scripts/build'];

/**
 * Bundles the coordinator as it is in production, unless that was done since its source last changed. Nobody asks for
 * its pages, and compressing them takes longer than all the rest.
 * @returns its path
 */
export const ensureBundle = (): string => {
  const { execArgv, entry } = programOf('apps/coordinator/src/main.ts');
  // What a run of tests compiles is the same bundle.
  const isCompiled = execArgv.length === 0;
  if (isCompiled) return entry;
  const built = modifiedAt(BUNDLE);
  const newest = Math.max(...SOURCES.map((source) => newestIn(join(ROOT, source))));
  if (built >= newest) return BUNDLE;
  execFileSync(process.execPath, ['--import', 'tsx', 'scripts/build.ts', '--bundle-only'], {
    ...{ cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] },
  });
  return BUNDLE;
};

/** Unix ms; 0 of what is not there. */
const modifiedAt = (path: string): number =>
  statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

const newestIn = (folder: string): number =>
  readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== 'node_modules' && name !== 'dist')
    .reduce((newest, entry) => {
      const path = join(folder, entry.name);
      return Math.max(newest, entry.isDirectory() ? newestIn(path) : modifiedAt(path));
    }, 0);
