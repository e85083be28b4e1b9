import type { TestProject } from 'vitest/node';
import { compilePrograms } from './compile-programs.ts';

/** Vitest's set-up for all tests. @returns what to do in the end */
export const setup = async (project: TestProject): Promise<() => void> => {
  const { env, again, remove } = await compilePrograms();
  Object.assign(process.env, env);
  project.onTestsRerun(again);
  return remove;
};
