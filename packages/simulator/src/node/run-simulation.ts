import { digestOf } from '@tributary/client';
import { publicDataset } from '@tributary/model-zoo';
import type { OpenDatasetOptions } from '@tributary/model-zoo/node';
import type { RoundRow } from '../results/round-row.ts';
import type { RunResult, SimulationResult } from '../results/simulation-result.ts';
import {
  pretrainingRunsOf,
  runsOf,
  type SimulatedRun,
  type Simulation,
} from '../simulation-config.ts';
import { loadData } from './load-data.ts';
import { openRunFiles, type RunFiles } from './run-files.ts';
import { type FinishedRun, runOne } from './run-one.ts';
import { type Pretrained, startFrom } from './start-from.ts';

export interface SimulationProgress {
  readonly run: SimulatedRun;
  /** Which run of how many, counted from 1; the pre-training is one for each seed. */
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

/**
 * All runs of a simulation, one after another, each over all threads: first the pre-training, where
 * some start from it. Finished runs are read from their files and interrupted ones go on where they
 * were saved.
 *
 * @throws {RangeError} when a config does not fit its data or a pre-training came to nothing,
 * `DatasetError`, or the signal's reason
 */
export const runSimulation = async (
  simulation: Simulation,
  options: RunSimulationOptions,
): Promise<SimulationResult> => {
  const before = pretrainingRunsOf(simulation);
  const planned = [...before, ...runsOf(simulation)];
  const pretrained = new Map<number, Pretrained>();
  const results: RunResult[] = [];
  let loaded: Awaited<ReturnType<typeof loadData>> | undefined;
  for (const [position, listed] of planned.entries()) {
    const model = listed.start === 'pretrained' ? pretrained.get(listed.seed) : undefined;
    const run = startFrom(listed, model);
    const progress = { run, index: position + 1, runs: planned.length };
    const files = options.folder
      ? openRunFiles(options.folder, run, definitionOf(simulation, run, model))
      : undefined;
    const known = await readFinished(files, run);
    if (known) options.onProgress?.(progress);
    const work = async () => {
      const { name: dataset } = publicDataset(run.config.task.dataset);
      if (loaded?.name !== dataset) loaded = await loadData(dataset, options.data);
      const onRow = (row: RoundRow) => options.onProgress?.({ ...progress, row });
      const given = { ...options, loaded, files, onRow };
      return runOne(simulation, run, { ...given, pretrained: model?.frame });
    };
    const { result, checkpoint } = known ?? (await work());
    results.push(result);
    if (run.stage === 'pretraining') pretrained.set(run.seed, finishedModel(result, checkpoint));
  }
  const runs = results.slice(before.length);
  return {
    simulation,
    clients: Math.max(...runs.map(({ clients }) => clients)),
    runs,
    ...(before.length > 0 && { pretraining: results.slice(0, before.length) }),
  };
};

/** @throws {RangeError} when there is no model to start from */
const finishedModel = (
  { status, statusReason, seed, checkpoint: digest }: RunResult,
  frame: Uint8Array | undefined,
): Pretrained => {
  if (status !== 'completed' || digest === null || !frame) {
    throw new RangeError(
      `The pre-training with seed ${seed} was not completed: it is ${status}${statusReason ? `, ${statusReason}` : ''}.`,
    );
  }
  return { digest, frame };
};

type KnownRun = Pick<FinishedRun, 'result'> & Partial<FinishedRun>;

/** A run that was finished before; a pre-training only with its model, which others start from. */
const readFinished = async (
  files: RunFiles | undefined,
  { stage }: SimulatedRun,
): Promise<KnownRun | undefined> => {
  const result = await files?.readResult();
  if (!result || stage === 'federation') return result && { result };
  const checkpoint = await files?.readModel();
  const isWhole = checkpoint && (await digestOf(checkpoint)) === result.checkpoint;
  return isWhole ? { result, checkpoint } : undefined;
};

/**
 * What a run follows from; the list of variants and seeds may grow without voiding it, and so may
 * whatever follows a pre-training.
 */
const definitionOf = (
  { name: _name, title: _title, description: _text, pretraining, ...simulation }: Simulation,
  { stage, config: run, attack }: SimulatedRun,
  model: Pretrained | undefined,
): string => {
  const { seeds: _seeds, variants: _variants, attack: _attack, ...world } = simulation;
  const { clients, fleet, heldOut, evaluation, examples } = world;
  if (stage === 'pretraining') {
    const { run: _changes, ...who } = pretraining ?? {};
    return JSON.stringify({ stage, who, clients, fleet, heldOut, evaluation, examples, run });
  }
  return JSON.stringify({
    ...world,
    run,
    ...(attack && { attack }),
    ...(pretraining && { without: pretraining.share }),
    ...(model && { from: model.digest }),
  });
};
