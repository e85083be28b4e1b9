import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openPglite } from '../storage/pglite.ts';

const MIGRATIONS = fileURLToPath(new URL('../../drizzle', import.meta.url));

/**
 * Gives a new coordinator a database that is set up already: making one takes seconds, copying one a
 * moment. The template is made when there is none for these migrations and this PGlite.
 */
export const copyTemplate = async (stateDir: string): Promise<void> => {
  const folder = join(stateDir, 'database');
  if (existsSync(folder)) return;
  const template = join(tmpdir(), `tributary-database-${await fingerprint()}`);
  if (!existsSync(template)) await makeTemplate(template);
  await mkdir(stateDir, { recursive: true });
  await cp(template, folder, { recursive: true });
};

const fingerprint = async (): Promise<string> => {
  // The path of the package names its version.
  const hash = createHash('sha256').update(
    createRequire(import.meta.url).resolve('@electric-sql/pglite'),
  );
  for (const name of (await readdir(MIGRATIONS)).filter((each) => each.endsWith('.sql')).sort()) {
    hash.update(name).update(await readFile(join(MIGRATIONS, name)));
  }
  return hash.digest('hex').slice(0, 16);
};

/** Several tests may be at it at once: the first to finish wins. */
const makeTemplate = async (template: string): Promise<void> => {
  const aside = `${template}.${randomUUID()}`;
  const { close } = await openPglite(aside);
  await close();
  await rename(aside, template).catch(() => rm(aside, { recursive: true, force: true }));
};
