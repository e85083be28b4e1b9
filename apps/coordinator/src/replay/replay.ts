import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunConfig } from '@tributary/protocol';
import { openFileScratch } from '../folding/file-scratch.ts';
import { readStoredConfig } from '../runner/replay-stored.ts';
import type { StoredRun } from '../storage/storage.ts';
import { checkRun, type RunReport } from './check-run.ts';
import { openStorage } from './open-storage.ts';
import type { ReplayOptions } from './options.ts';

/** Checks a run of a coordinator's state folder. @throws {Error} that says what to do. */
export const replay = async (options: Omit<ReplayOptions, 'json'>): Promise<RunReport> => {
  const { runId, stateDir, round } = options;
  const storage = await openStorage(options);
  const scratch = await mkdtemp(join(tmpdir(), 'tributary-replay-'));
  try {
    const runs = await storage.listRuns();
    const run = runs.find((candidate) => candidate.runId === runId);
    if (run === undefined) {
      const known = runs.slice(-10).map(({ runId, config }) => `  ${runId}  ${config.name}`);
      throw new Error(
        [
          `There is no run "${runId}" here. ${known.length > 0 ? 'The newest are:' : 'There is none at all.'}`,
          ...known,
        ].join('\n'),
      );
    }
    return await checkRun(
      { ...run, config: configOf(run) },
      {
        ...{ stateDir, round, openScratch: openFileScratch(scratch) },
        readRecords: () => storage.readRecords(runId),
      },
    );
  } finally {
    await storage.close();
    await rm(scratch, { recursive: true, force: true });
  }
};

const configOf = ({ runId, config }: StoredRun): RunConfig => {
  try {
    return readStoredConfig(config);
  } catch (cause) {
    throw new Error(`The config of run ${runId} is damaged, or of another release than this.`, {
      cause,
    });
  }
};
