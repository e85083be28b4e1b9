import { compilePrograms } from '../../scripts/test/compile-programs.ts';

/** Playwright's set-up for all tests, after the pages were built. @returns what to do in the end */
const globalSetup = async (): Promise<() => void> => {
  const { env, remove } = await compilePrograms();
  Object.assign(process.env, env);
  return remove;
};

export default globalSetup;
