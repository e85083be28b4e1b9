import { open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { processStart } from './process-start.ts';

/**
 * Takes the state folder for this process, since two coordinators on one database would ruin it. A
 * lock whose process is gone (a crash, a reboot) is taken over.
 * @returns a function that gives the folder back.
 * @throws {Error} when a running coordinator has it.
 */
export const lockState = async (stateDir: string): Promise<() => Promise<void>> => {
  const path = join(stateDir, 'coordinator.pid');
  for (let tries = 0; tries < 2; tries++) {
    try {
      const file = await open(path, 'wx');
      await file.writeFile(`${process.pid}\n${(await processStart(process.pid)) ?? ''}\n`);
      await file.close();
      return () => rm(path, { force: true });
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOSPC' || code === 'EDQUOT') {
        throw new Error(
          `There is no room left for the state folder ${stateDir} (${code}). Make room on its disk, then start again.`,
          { cause: error },
        );
      }
      if (code !== 'EEXIST') throw error;
      const [number, startedAt] = (await readFile(path, 'utf8').catch(() => '')).split('\n');
      const holder = Number(number);
      if (isRunning(holder) && (await isSame(holder, startedAt))) {
        throw new Error(
          `The state folder ${stateDir} is in use by another coordinator (process ${holder}). Stop that one, or choose another folder with --state-dir.`,
        );
      }
      await rm(path, { force: true });
    }
  }
  throw new Error(
    `The state folder ${stateDir} could not be locked. Remove ${path} and try again.`,
  );
};

/** Whether the process that has a number now is the one that had it; where that cannot be told, it is. */
const isSame = async (pid: number, startedAt: string | undefined): Promise<boolean> => {
  const now = await processStart(pid);
  return !startedAt || now === null || now === startedAt;
};

const isRunning = (pid: number): boolean => {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  // In a container every start has the same small process ids.
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};
