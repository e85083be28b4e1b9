import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeIfStale } from '../write-if-stale.ts';

const PROGRAM = 'apps/coordinator/src/openapi/print-document.ts';
const DOCUMENT = 'docs/openapi.json';
const GENERATOR = 'packages/api-client/node_modules/.bin/openapi-typescript';
/** What has a default may be left out of a request; answers have it all the same. */
const FLAGS = ['--default-non-nullable=false', '--empty-objects-unknown'];
const TYPES = 'packages/api-client/src/openapi.generated.ts';

/**
 * Brings the description of the HTTP interface up to date, and the types of the client that follow from it.
 * @param root the repository's root
 * @param checkOnly whether to leave the files as they are
 * @returns the paths of those that were stale
 */
export const writeOpenapi = (root: string, checkOnly = false): string[] => {
  const run = (program: string, args: readonly string[]) =>
    execFileSync(program, args, { cwd: root, encoding: 'utf8' });
  // Asks the coordinator, since an app's code is not imported.
  const document = run(process.execPath, ['--import', 'tsx', PROGRAM]);
  const folder = mkdtempSync(join(tmpdir(), 'tributary-openapi-'));
  try {
    const source = join(folder, 'openapi.json');
    writeFileSync(source, document);
    const types = run(GENERATOR, [source, ...FLAGS]);
    return [
      ...writeIfStale(join(root, DOCUMENT), document, checkOnly),
      ...writeIfStale(join(root, TYPES), types, checkOnly),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
};
