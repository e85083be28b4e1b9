import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { TestProject } from 'vitest/node';
import { bundleCoordinator } from '../build/bundle-coordinator.ts';
import { COMPILED, testedPrograms } from '../build/programs.ts';

/** Preloaded by its path, so that it is no part of a bundle. */
const END_WITH_PARENT = 'apps/cli/src/end-with-parent.mjs';

/**
 * Vitest's set-up for all tests: compiles once what they start as processes and threads, each of which would
 * otherwise load a compiler of its own and a few hundred files.
 * @returns what to do in the end
 */
export const setup = async (project: TestProject): Promise<() => void> => {
  const folder = mkdtempSync(join(tmpdir(), 'tributary-programs-'));
  const compile = async () => {
    await bundleCoordinator(folder, testedPrograms);
    copyFileSync(END_WITH_PARENT, join(folder, basename(END_WITH_PARENT)));
  };
  await compile();
  project.onTestsRerun(compile);
  process.env[COMPILED] = pathToFileURL(`${folder}/`).href;
  return () => rmSync(folder, { recursive: true });
};
