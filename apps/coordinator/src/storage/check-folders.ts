import { constants } from 'node:fs';
import { access, mkdir, stat } from 'node:fs/promises';
import type { CoordinatorConfig } from '../config.ts';

type Folders = Pick<CoordinatorConfig, 'stateDir' | 'dataDir'>;

/**
 * Makes the state folder, for its owner alone, and sees that all folders are what they must be.
 * @throws {Error} that says which is not, and what to do
 */
export const checkFolders = async ({ stateDir, dataDir }: Folders): Promise<void> => {
  try {
    // The database in it has the key that signs tokens.
    await mkdir(stateDir, { recursive: true, mode: 0o700 });
    await access(stateDir, constants.W_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(
      `The state folder ${stateDir} cannot be written (${code}). Give it to the user who runs this, or choose another with --state-dir or TRIBUTARY_STATE_DIR.`,
      { cause: error },
    );
  }
  if (dataDir === undefined) return;
  const isFolder = await stat(dataDir).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (isFolder) return;
  throw new Error(
    `The data folder ${dataDir} does not exist. Name the folder with the data sets by --data-dir or TRIBUTARY_DATA_DIR, or neither.`,
  );
};
