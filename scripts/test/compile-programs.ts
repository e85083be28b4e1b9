import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundleCoordinator } from '../build/bundle-coordinator.ts';
import { COMPILED, testedPrograms } from '../build/programs.ts';

/** Preloaded by its path, so that it is no part of a bundle. */
const END_WITH_PARENT = 'apps/cli/src/end-with-parent.mjs';

const compileInto = async (folder: string): Promise<void> => {
  await bundleCoordinator(folder, testedPrograms);
  copyFileSync(END_WITH_PARENT, join(folder, basename(END_WITH_PARENT)));
};

/**
 * Compiles once what tests start as processes and threads, each of which would otherwise load a compiler of its own
 * and a few hundred files; `programOf` finds it.
 */
export const compilePrograms = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tributary-programs-'));
  await compileInto(folder);
  return {
    /** What the tests' environment needs. */
    env: { [COMPILED]: pathToFileURL(`${folder}/`).href },
    again: () => compileInto(folder),
    remove: () => rmSync(folder, { recursive: true }),
  };
};
