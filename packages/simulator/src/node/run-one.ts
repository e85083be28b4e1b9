import { setTimeout as pause } from 'node:timers/promises';
import { digestOf } from '@tributary/client';
import { type Comparison, compareClients } from '../compare-clients.ts';
import type { Crew } from '../crew.ts';
import { type RoundRow, roundRow } from '../results/round-row.ts';
import type { RunResult } from '../results/simulation-result.ts';
import type { SimulationOptions } from '../scene.ts';
import { type SimulationOutcome, simulate } from '../simulate.ts';
import type { SimulatedRun, Simulation } from '../simulation-config.ts';
import { createCrew } from './crew.ts';
import { type LoadedData, type PreparedRun, prepareRun } from './prepare-run.ts';
import type { RunFiles } from './run-files.ts';

export interface RunOneOptions {
  readonly loaded: LoadedData;
  /** The frame of the model that the run starts from or adapts. */
  readonly pretrained?: Uint8Array | undefined;
  readonly files?: RunFiles | undefined;
  readonly threads?: number | undefined;
  readonly onRow: (row: RoundRow) => void;
  readonly signal?: AbortSignal | undefined;
}

export interface FinishedRun {
  readonly result: RunResult;
  /** The last global model, as a frame. */
  readonly checkpoint: Uint8Array;
}

/** How often a run is saved, in ms: what a crash costs at most. */
const SAVE_EVERY_MS = 30_000;

/**
 * One run of a simulation over all threads; it goes on where its files were saved.
 * @throws {RangeError} when the config does not fit its data, or the signal's reason
 */
export const runOne = async (
  simulation: Simulation,
  run: SimulatedRun,
  options: RunOneOptions,
): Promise<FinishedRun> => {
  const { config, stage, seed, variant } = run;
  const { loaded, pretrained, files, threads, signal } = options;
  const prepared = prepareRun(loaded, config, simulation, { stage, pretrained });
  const saved = await files?.readSnapshot();
  const crew = createCrew({ ...prepared.crew, threads });
  const recorder = createRecorder(stage === 'federation' ? simulation.stopAt : undefined, {
    ...options,
    ...(saved && { before: saved }),
  });
  try {
    const outcome = await simulate({
      ...{ config, crew, fleet: simulation.fleet, evaluateEvery: simulation.evaluation.every },
      modelBytes: prepared.first.length,
      clients: prepared.clients,
      blobs: saved
        ? saved.blobs.map((blob) => new Uint8Array(Buffer.from(blob, 'base64')))
        : [prepared.first],
      from: saved?.snapshot,
      onRound: recorder.onRound,
      ...(signal && { signal }),
    });
    const comparison =
      stage === 'federation'
        ? await compareAfter(simulation, { run, prepared, crew, outcome })
        : undefined;
    const { state, checkpoint } = outcome;
    const result: RunResult = {
      ...{ variant, seed, config, clients: prepared.clients.length },
      ...{ status: state.status, statusReason: state.statusReason, rows: recorder.rows },
      checkpoint: await digestOf(checkpoint),
      wallS: recorder.wallS(),
      comparison,
    };
    await files?.saveResult(result, checkpoint);
    return { result, checkpoint };
  } finally {
    await crew.close();
    // tfjs's threads let go of their memory in a later turn of the event loop.
    await pause(0);
  }
};

/** Keeps each round, saves the run now and then, and says when it has reached its mark. */
const createRecorder = (
  stopAt: Simulation['stopAt'],
  {
    files,
    onRow,
    before,
  }: Pick<RunOneOptions, 'files' | 'onRow'> & {
    readonly before?: { readonly rows: readonly RoundRow[]; readonly wallS: number };
  },
) => {
  const rows: RoundRow[] = [...(before?.rows ?? [])];
  const startedMs = performance.now() - 1000 * (before?.wallS ?? 0);
  const wallS = () => (performance.now() - startedMs) / 1000;
  let savedMs = performance.now();
  const onRound: SimulationOptions['onRound'] = async (record, takeSnapshot) => {
    const row = roundRow(record, rows.at(-1));
    rows.push(row);
    onRow(row);
    if (files && performance.now() - savedMs > SAVE_EVERY_MS) {
      savedMs = performance.now();
      const { snapshot, blobs } = await takeSnapshot();
      const texts = blobs.map((blob) => Buffer.from(blob).toString('base64'));
      await files.saveSnapshot({ snapshot, rows, wallS: wallS(), blobs: texts });
    }
    return stopAt && (row.bestAccuracy ?? 0) >= stopAt.accuracy ? 'stop' : undefined;
  };
  return { rows, wallS, onRound };
};

interface AfterRun {
  readonly run: SimulatedRun;
  readonly prepared: PreparedRun;
  readonly crew: Crew;
  readonly outcome: SimulationOutcome;
}

const compareAfter = async (
  { compare, heldOut }: Simulation,
  { run: { config }, prepared, crew, outcome }: AfterRun,
): Promise<Comparison | undefined> =>
  compare.local || compare.personalised || heldOut
    ? compareClients({
        ...{ config, compare, crew },
        clients: prepared.clients,
        heldOut: prepared.crew.heldOut,
        first: prepared.first,
        last: outcome.checkpoint,
      })
    : undefined;
