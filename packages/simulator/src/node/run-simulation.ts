import { setTimeout as pause } from 'node:timers/promises';
import { digestOf } from '@tributary/client';
import type { OpenDatasetOptions } from '@tributary/model-zoo/node';
import { compareClients } from '../compare-clients.ts';
import { type RoundRow, roundRow } from '../results/round-row.ts';
import type { RunResult, SimulationResult } from '../results/simulation-result.ts';
import { simulate } from '../simulate.ts';
import { runsOf, type SimulatedRun, type Simulation } from '../simulation-config.ts';
import { createCrew } from './crew.ts';
import { type LoadedData, loadData, prepareRun } from './prepare-run.ts';
import { openRunFiles, type RunFiles } from './run-files.ts';

export interface SimulationProgress {
  readonly run: SimulatedRun;
  /** Which run of how many, counted from 1. */
  readonly index: number;
  readonly runs: number;
  /** The round that was just committed; undefined when a run was read from its files. */
  readonly row?: RoundRow;
}

export interface RunSimulationOptions {
  readonly data: OpenDatasetOptions;
  /** Where interrupted runs leave off; nothing is kept without it. */
  readonly folder?: string | undefined;
  readonly threads?: number | undefined;
  readonly onProgress?: (progress: SimulationProgress) => void;
  readonly signal?: AbortSignal | undefined;
}

/** How often a run is saved, in ms: what a crash costs at most. */
const SAVE_EVERY_MS = 30_000;

/**
 * All runs of a simulation, one after another, each over all threads. Finished runs are read from
 * their files and interrupted ones go on where they were saved.
 *
 * @throws {RangeError} when a config does not fit its data, `DatasetError`, or the signal's reason
 */
export const runSimulation = async (
  simulation: Simulation,
  options: RunSimulationOptions,
): Promise<SimulationResult> => {
  const runs = runsOf(simulation);
  const results: RunResult[] = [];
  let loaded: LoadedData | undefined;
  let clients = 0;
  for (const [position, run] of runs.entries()) {
    const files = options.folder
      ? openRunFiles(options.folder, run, definitionOf(simulation, run))
      : undefined;
    const index = position + 1;
    const known = await files?.readResult();
    if (known) options.onProgress?.({ run, index, runs: runs.length });
    if (loaded?.dataset.name !== run.config.task.dataset) {
      loaded = await loadData(run.config.task.dataset, options.data);
    }
    const onRow = (row: RoundRow) => options.onProgress?.({ run, index, runs: runs.length, row });
    const result = known ?? (await runOne(simulation, run, { ...options, loaded, files, onRow }));
    clients = Math.max(clients, result.clients);
    results.push(result);
  }
  return { simulation, clients, runs: results };
};

/** What a run follows from; the list of variants and seeds may grow without voiding it. */
const definitionOf = (
  { seeds: _seeds, variants: _variants, ...world }: Simulation,
  run: SimulatedRun,
) => JSON.stringify({ ...world, run: run.config });

interface OneRun extends RunSimulationOptions {
  readonly loaded: LoadedData;
  readonly files: RunFiles | undefined;
  readonly onRow: (row: RoundRow) => void;
}

const runOne = async (
  simulation: Simulation,
  { variant, seed, config }: SimulatedRun,
  { loaded, files, threads, onRow, signal }: OneRun,
): Promise<RunResult> => {
  const prepared = prepareRun(loaded, config, simulation);
  const saved = await files?.readSnapshot();
  const crew = createCrew({ ...prepared.crew, threads });
  const rows: RoundRow[] = [...(saved?.rows ?? [])];
  const startedMs = performance.now() - 1000 * (saved?.wallS ?? 0);
  const wallS = () => (performance.now() - startedMs) / 1000;
  let savedMs = performance.now();
  try {
    const outcome = await simulate({
      config,
      crew,
      modelBytes: prepared.first.length,
      clients: prepared.clients,
      fleet: simulation.fleet,
      evaluateEvery: simulation.evaluation.every,
      blobs: saved
        ? saved.blobs.map((blob) => new Uint8Array(Buffer.from(blob, 'base64')))
        : [prepared.first],
      from: saved?.snapshot,
      ...(signal && { signal }),
      onRound: async (record, takeSnapshot) => {
        const row = roundRow(record, rows.at(-1));
        rows.push(row);
        onRow(row);
        if (files && performance.now() - savedMs > SAVE_EVERY_MS) {
          savedMs = performance.now();
          const { snapshot, blobs } = await takeSnapshot();
          const texts = blobs.map((blob) => Buffer.from(blob).toString('base64'));
          await files.saveSnapshot({ snapshot, rows, wallS: wallS(), blobs: texts });
        }
        const { stopAt } = simulation;
        return stopAt && (row.bestAccuracy ?? 0) >= stopAt.accuracy ? 'stop' : undefined;
      },
    });
    const { compare } = simulation;
    const comparison =
      compare.local || compare.personalised || simulation.heldOut
        ? await compareClients({
            config,
            compare,
            crew,
            clients: prepared.clients,
            heldOut: prepared.crew.heldOut,
            first: prepared.first,
            last: outcome.checkpoint,
          })
        : undefined;
    const result: RunResult = {
      variant,
      seed,
      config,
      clients: prepared.clients.length,
      status: outcome.state.status,
      statusReason: outcome.state.statusReason,
      rows,
      checkpoint: await digestOf(outcome.checkpoint),
      wallS: wallS(),
      comparison,
    };
    await files?.saveResult(result, outcome.checkpoint);
    return result;
  } finally {
    await crew.close();
    // tfjs's threads let go of their memory in a later turn of the event loop.
    await pause(0);
  }
};
