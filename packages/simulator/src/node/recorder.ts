import { type RoundRow, roundRow } from '../results/round-row.ts';
import type { SimulationOptions } from '../scene.ts';
import type { Simulation } from '../simulation-config.ts';
import { writeMemories } from './memory-texts.ts';
import type { RunFiles } from './run-files.ts';

export interface RecorderOptions {
  /** Where the run is saved now and then. */
  readonly files?: Pick<RunFiles, 'saveSnapshot'> | undefined;
  readonly onRow: (row: RoundRow) => void;
  /** What was recorded before the run was interrupted. */
  readonly before?: { readonly rows: readonly RoundRow[]; readonly wallS: number };
  /** What a crash costs at most, in ms; half a minute without it. */
  readonly saveEveryMs?: number;
}

/** What is written down of a run while it goes on. */
export interface Recorder {
  readonly rows: readonly RoundRow[];
  /** Real time so far, in s, without that between an interruption and the going on. */
  wallS(): number;
  readonly onRound: NonNullable<SimulationOptions['onRound']>;
}

/** Keeps each round, saves the run now and then, and says when it has reached its mark. */
export const createRecorder = (
  stopAt: Simulation['stopAt'],
  { files, onRow, before, saveEveryMs = 30_000 }: RecorderOptions,
): Recorder => {
  const rows: RoundRow[] = [...(before?.rows ?? [])];
  const startedMs = performance.now() - 1000 * (before?.wallS ?? 0);
  const wallS = () => (performance.now() - startedMs) / 1000;
  let savedMs = performance.now();
  const onRound: Recorder['onRound'] = async (record, takeSnapshot) => {
    const row = roundRow(record, rows.at(-1));
    rows.push(row);
    onRow(row);
    // Not saved: what goes on from here would have a round more than what stops here.
    if (stopAt && (row.bestAccuracy ?? 0) >= stopAt.accuracy) return 'stop';
    if (files && performance.now() - savedMs >= saveEveryMs) {
      savedMs = performance.now();
      const { snapshot, blobs, memories } = await takeSnapshot();
      const texts = blobs.map((blob) => Buffer.from(blob).toString('base64'));
      await files.saveSnapshot({
        ...{ snapshot, rows, wallS: wallS(), blobs: texts },
        memories: writeMemories(memories),
      });
    }
    return undefined;
  };
  return { rows, wallS, onRound };
};
