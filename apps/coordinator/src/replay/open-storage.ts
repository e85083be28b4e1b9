import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { openDatabase } from '../storage/database.ts';
import { createSqlStorage } from '../storage/sql-storage.ts';
import { lockState } from '../storage/state-lock.ts';
import type { Storage } from '../storage/storage.ts';

interface Place {
  readonly stateDir: string;
  readonly databaseUrl?: string | undefined;
}

/**
 * Opens a coordinator's storage to read in it. A database server may be shared with the running
 * coordinator, the embedded database may not.
 * @throws {Error} that says what to do when it is in use or not there.
 */
export const openStorage = async ({ stateDir, databaseUrl }: Place): Promise<Storage> => {
  if (databaseUrl !== undefined) {
    return createSqlStorage(await openDatabase({ stateDir, databaseUrl }));
  }
  if (!(await isFolder(join(stateDir, 'database')))) {
    throw new Error(
      `There is no coordinator's database in ${stateDir}. Name its state folder with --state-dir, or its server with DATABASE_URL.`,
    );
  }
  const unlock = await lockState(stateDir).catch((cause: unknown) => {
    throw new Error(
      `A coordinator is at work on ${stateDir}, and its embedded database serves one program at a time. Stop it and try again; with DATABASE_URL both can work at once.`,
      { cause },
    );
  });
  try {
    const storage = createSqlStorage(await openDatabase({ stateDir }));
    return {
      ...storage,
      close: async () => {
        await storage.close();
        await unlock();
      },
    };
  } catch (error) {
    await unlock();
    throw error;
  }
};

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
