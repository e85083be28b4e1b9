import { digestOf } from '@tributary/client';
import { type Comparison, compareClients } from '../compare-clients.ts';
import type { Crew } from '../crew.ts';
import { type LoadedData, type PreparedRun, prepareRun } from '../prepare-run.ts';
import type { RoundRow } from '../results/round-row.ts';
import type { RunResult } from '../results/simulation-result.ts';
import { type SimulationOutcome, simulate } from '../simulate.ts';
import type { SimulatedRun, Simulation } from '../simulation-config.ts';
import { createCrew } from './crew.ts';
import { readMemories } from './memory-texts.ts';
import { createRecorder } from './recorder.ts';
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

/**
 * One run of a simulation over all threads; it goes on where its files were saved.
 * @throws {RangeError} when the config does not fit its data, or the signal's reason
 */
export const runOne = async (
  simulation: Simulation,
  run: SimulatedRun,
  options: RunOneOptions,
): Promise<FinishedRun> => {
  const { config, stage, seed, variant, attack } = run;
  const { loaded, pretrained, files, threads, signal } = options;
  const prepared = prepareRun(loaded, config, simulation, { stage, pretrained, attack });
  const saved = await files?.readSnapshot();
  const crew = createCrew({ ...prepared.crew, threads });
  const recorder = createRecorder(stage === 'federation' ? simulation.stopAt : undefined, {
    ...options,
    ...(saved && { before: saved }),
  });
  try {
    const outcome = await simulate({
      ...{ config, crew, fleet: simulation.fleet, evaluateEvery: simulation.evaluation.every },
      ...{ ...prepared.wire, attack },
      clients: prepared.clients,
      blobs: saved
        ? saved.blobs.map((blob) => new Uint8Array(Buffer.from(blob, 'base64')))
        : [prepared.first],
      ...(saved && { from: saved.snapshot, memories: readMemories(saved.memories ?? []) }),
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
  }
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
        memories: outcome.memories,
      })
    : undefined;
