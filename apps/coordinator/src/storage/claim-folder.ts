import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyBaseLogger } from 'fastify';
import { makeSecret } from '../security/tokens.ts';
import type { Storage } from './storage.ts';

interface Owner {
  readonly storage: Pick<Storage, 'setting'>;
  readonly log: Pick<FastifyBaseLogger, 'warn'>;
}

/** Whether the folder is known to be this database's; what is new becomes its own. */
export const ownsFolder = async (folder: string, { storage, log }: Owner): Promise<boolean> => {
  const owner = await claimFolder(folder, await storage.setting('state-id', makeSecret()));
  if (owner === 'foreign') {
    log.warn({ folder }, 'the folder belongs to another database; nothing is cleaned up in it');
  }
  return owner === 'own';
};

/**
 * Writes into a folder whose it is. Whoever is connected to another database by mistake must not take
 * for rubbish what only that one knows.
 * @returns whose it was before: the owner's, nobody's or somebody else's
 */
export const claimFolder = async (
  folder: string,
  owner: string,
): Promise<'own' | 'new' | 'foreign'> => {
  const path = join(folder, 'owner');
  const known = await readFile(path, 'utf8').catch(() => null);
  if (known !== null) return known === owner ? 'own' : 'foreign';
  await mkdir(folder, { recursive: true });
  await writeFile(path, owner);
  return 'new';
};
