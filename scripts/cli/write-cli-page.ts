import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { writeIfStale } from '../write-if-stale.ts';

const PROGRAM = 'apps/cli/src/print-docs.ts';
const PAGE = 'docs/cli.md';

/**
 * Brings docs/cli.md, what every command says of itself, up to date.
 * @param root the repository's root
 * @param checkOnly whether to leave the file as it is
 * @returns the path if it was stale
 */
export const writeCliPage = (root: string, checkOnly = false): string[] => {
  // Asks the command line, since an app's code is not imported.
  const args = ['--import', 'tsx', PROGRAM];
  const page = execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  return writeIfStale(join(root, PAGE), page, checkOnly);
};
