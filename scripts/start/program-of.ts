import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { COMPILED, testedPrograms } from '../build/programs.ts';

/** What Node is told to run a program. */
export interface Program {
  readonly execArgv: readonly string[];
  readonly entry: string;
}

const LOADER = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * A program of the project from its source, through the loader of TypeScript; in a run of tests what that has
 * compiled once for all of them.
 * @param source from the root of the repository, e.g. `apps/coordinator/src/main.ts`
 */
export const programOf = (source: string): Program => {
  const compiled = process.env[COMPILED];
  const name = Object.keys(testedPrograms).find((key) => testedPrograms[key] === source);
  if (compiled === undefined || name === undefined) {
    return { execArgv: ['--import', LOADER], entry: resolve(ROOT, source) };
  }
  return { execArgv: [], entry: join(fileURLToPath(compiled), `${name}.mjs`) };
};
