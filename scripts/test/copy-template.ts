import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { readdir, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { programOf } from '../start/program-of.ts';

const COORDINATOR = fileURLToPath(new URL('../../apps/coordinator', import.meta.url));
const MIGRATIONS = join(COORDINATOR, 'drizzle');

/**
 * Gives a new coordinator an embedded database that is set up already: making one takes seconds, copying one a
 * moment. The template is made when there is none for these migrations and this PGlite.
 */
export const copyTemplate = async (stateDir: string): Promise<void> => {
  const folder = join(stateDir, 'database');
  if (existsSync(folder)) return;
  const template = join(tmpdir(), `tributary-database-${await fingerprint()}`);
  if (!existsSync(template)) await makeTemplate(template);
  copyFolder(template, folder);
};

/** Node's own `cp` takes six times as long over a thousand small files. */
const copyFolder = (from: string, to: string): void => {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const copy = entry.isDirectory() ? copyFolder : copyFileSync;
    copy(join(from, entry.name), join(to, entry.name));
  }
};

const fingerprint = async (): Promise<string> => {
  // The path of the package names its version.
  const { resolve } = createRequire(join(COORDINATOR, 'package.json'));
  const hash = createHash('sha256').update(resolve('@electric-sql/pglite'));
  for (const name of (await readdir(MIGRATIONS)).filter((each) => each.endsWith('.sql')).sort()) {
    hash.update(name).update(await readFile(join(MIGRATIONS, name)));
  }
  return hash.digest('hex').slice(0, 16);
};

/** Several tests may be at it at once: the first to finish wins. */
const makeTemplate = async (template: string): Promise<void> => {
  const aside = `${template}.${randomUUID()}`;
  const { execArgv, entry } = programOf('apps/coordinator/src/testing/make-database.ts');
  await promisify(execFile)(process.execPath, [...execArgv, entry, aside]);
  await rename(aside, template).catch(() => rm(aside, { recursive: true, force: true }));
};
