import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { folderName } from '../folder-name.ts';
import type { RoundRow } from '../results/round-row.ts';
import type { RunResult } from '../results/simulation-result.ts';
import type { SimulationSnapshot } from '../scene.ts';
import type { SimulatedRun } from '../simulation-config.ts';
import type { MemoryText } from './memory-texts.ts';

/** What is kept of a run that was interrupted. */
export interface SavedRun {
  readonly snapshot: SimulationSnapshot;
  readonly rows: readonly RoundRow[];
  readonly wallS: number;
  /** The frames that the snapshot's state names, as base64. */
  readonly blobs: readonly string[];
  /** What the clients keep; not there in files of older versions. */
  readonly memories?: readonly MemoryText[];
}

/** Where a run leaves off and what came of it, so that the same command goes on with what is missing. */
export interface RunFiles {
  readResult(): Promise<RunResult | undefined>;
  /** The last global model of a run that has a result, as a frame. */
  readModel(): Promise<Uint8Array | undefined>;
  readSnapshot(): Promise<SavedRun | undefined>;
  saveSnapshot(saved: SavedRun): Promise<void>;
  /** Keeps the result and the last global model; the snapshot is no longer needed. */
  saveResult(result: RunResult, checkpoint: Uint8Array): Promise<void>;
}

/**
 * Files in a folder. They hold the run's definition, and are ignored when it has become another one.
 * @param definition everything that the run follows from
 */
export const openRunFiles = (
  folder: string,
  { variant, seed }: SimulatedRun,
  definition: string,
): RunFiles => {
  const own = join(folder, `${folderName(variant)}-seed-${seed}`);
  const read = async <Value>(name: string): Promise<Value | undefined> => {
    const text = await readFile(join(own, name), 'utf8').catch(() => undefined);
    if (text === undefined) return undefined;
    const file = JSON.parse(text) as { definition: string; value: Value };
    return file.definition === definition ? file.value : undefined;
  };
  /** A reader, and a run that is killed meanwhile, sees the old file or the new one. */
  const write = async (name: string, content: string | Uint8Array): Promise<void> => {
    await mkdir(own, { recursive: true });
    await writeFile(join(own, `${name}.part`), content);
    await rename(join(own, `${name}.part`), join(own, name));
  };
  return {
    readResult: () => read('result.json'),
    readModel: () => readFile(join(own, 'model.trb')).catch(() => undefined),
    readSnapshot: () => read('snapshot.json'),
    saveSnapshot: (value) => write('snapshot.json', JSON.stringify({ definition, value })),
    saveResult: async (value, checkpoint) => {
      await write('model.trb', checkpoint);
      await write('result.json', JSON.stringify({ definition, value }));
      await rm(join(own, 'snapshot.json'), { force: true });
    },
  };
};
