import {
  type ClientMethodContext,
  downloadManifest,
  runClientMethod,
  sameManifest,
  splitDownload,
  updateManifest,
} from '@tributary/fedavg';
import {
  describeData,
  modelInputOf,
  modelOf,
  type Preprocessing,
  taskModel,
} from '@tributary/model-zoo';
import {
  type OfferUpdate,
  type Rejection,
  type RoundPlan,
  reject,
  type TaskSpec,
  type UpdateMetrics,
} from '@tributary/protocol';
import type { Trainer, TrainResult } from '@tributary/trainer';
import type { WorkProgress } from './client-event.ts';
import { type KeptMemory, type MemoryStore, recallMemory } from './client-memory.ts';
import type { FetchCheckpoint } from './download.ts';
import type { MadeUpdate } from './made-update.ts';
import type { Preparation } from './preparation.ts';
import type { ReceivedModel } from './received-model.ts';
import { type PackedUpdate, type PackingTools, packUpdate } from './update-pipeline.ts';

/** What training on a plan needs and whom it tells. @internal */
export interface TrainingTools extends PackingTools {
  readonly trainer: Pick<Trainer, 'train'>;
  readonly prepare: Preparation['prepare'];
  readonly fetchCheckpoint: FetchCheckpoint;
  readonly memories: MemoryStore;
  readonly onProgress: (progress: WorkProgress) => void;
  readonly onBytes: (moved: { readonly up?: number; readonly down?: number }) => void;
  /** Shown every update as it is made. */
  readonly onUpdate?: (update: MadeUpdate) => void;
  /** Shown every model that came. */
  readonly onModel?: (model: ReceivedModel) => void;
}

/** An update that is ready to leave, and what belongs to it. */
export interface TrainedUpdate extends PackedUpdate {
  /** What the client keeps if the update is accepted. */
  readonly memory: KeptMemory;
  /** What the coordinator is told beside the update. */
  readonly report: Pick<OfferUpdate, 'numExamples' | 'metrics'>;
  /** How many the device trained on. */
  readonly numExamples: number;
  /** What the device measured. */
  readonly metrics: UpdateMetrics;
}

/**
 * One round plan from the model to the bytes that are ready to leave the device.
 * @throws when the device cannot do its part, or the signal's reason.
 * @internal
 */
export const trainOnPlan = async (
  plan: RoundPlan,
  tools: TrainingTools,
  signal: AbortSignal,
): Promise<TrainedUpdate | Rejection> => {
  const { prepare, fetchCheckpoint, memories, onProgress, onBytes, onUpdate, onModel, ...packing } =
    tools;
  const { backend } = await prepare(plan);
  signal.throwIfAborted();
  const { modelBytes, work } = plan;
  onProgress(bytesProgress('downloading', 0, modelBytes));
  const checkpoint = await fetchCheckpoint({
    digest: plan.checkpoint,
    modelBytes,
    signal,
    onProgress: (newBytes, receivedBytes) => {
      onBytes({ down: newBytes });
      onProgress(bytesProgress('downloading', receivedBytes, modelBytes));
    },
  });
  if (!checkpoint.ok) return checkpoint;
  const { manifest } = taskModel(plan.task);
  if (!sameManifest(downloadManifest(manifest, work.method), checkpoint.weights.manifest)) {
    return reject('wrong-shape', `the checkpoint is no ${modelOf(plan.task.model).name}`);
  }
  const download = splitDownload(checkpoint.weights.values, manifest);
  const { runId, round, upload, seed, task } = plan;
  onModel?.({ runId, round, task, weights: download.global });
  const memory = await recallMemory(memories, plan.runId, plan.countedRound);
  const learnt = await runClientMethod(work.method, {
    ...download,
    memory: memory.method,
    manifest,
    learningRate: work.learningRate,
    train: trainerFor(plan, tools, signal),
  });
  const { numExamples, steps, trainMs, metrics } = learnt.trained;
  const raw = { manifest: updateManifest(manifest, work.method), values: learnt.update };
  const packed = await packUpdate(raw, { upload, seed, memory }, packing);
  onUpdate?.({ runId, round, raw, upload, frame: packed.frame });
  const own = { numExamples, metrics: { ...finiteOnly(metrics), steps, trainMs, backend } };
  return {
    ...packed,
    ...own,
    memory: {
      ...{ round, before: memory },
      after: { ...packed.memory, method: learnt.memory },
    },
    report: upload.noise ? sayNothing(backend) : own,
  };
};

/** Under local privacy numbers without noise would tell what the noise hides: every client counts as one. */
const sayNothing = (backend: string): TrainedUpdate['report'] => ({
  numExamples: 1,
  metrics: { steps: 0, trainMs: 0, backend },
});

/** How a method's passes are carried out on this device. */
const trainerFor =
  (
    plan: RoundPlan,
    { trainer, onProgress }: Pick<TrainingTools, 'trainer' | 'onProgress'>,
    signal: AbortSignal,
  ): ClientMethodContext<TrainResult>['train'] =>
  ({ start, epochs, proximalMu, drift, trainable }) => {
    const { method: _method, ...work } = plan.work;
    return trainer.train(
      {
        weights: start,
        work: {
          ...work,
          ...(epochs !== undefined && { epochs }),
          ...(proximalMu !== undefined && { proximalMu }),
          ...(trainable && { trainable: [...trainable] }),
        },
        ...(drift && { drift }),
        seed: plan.seed,
        ...preprocessingOf(plan.task),
      },
      { signal, onProgress: (progress) => onProgress({ stage: 'training', ...progress }) },
    );
  };

/** What the trainer must know of the steps: it takes those for training. */
const preprocessingOf = ({
  dataset,
  preprocessing: steps,
}: TaskSpec): { readonly preprocessing?: Preprocessing } =>
  steps.length === 0
    ? {}
    : { preprocessing: { input: modelInputOf(describeData(dataset)), steps } };

/** JSON has no NaN and no infinity: a loss that overflowed is left out, and the update still counts. */
const finiteOnly = (scores: TrainResult['metrics']): Pick<UpdateMetrics, ScoreName> =>
  Object.fromEntries(Object.entries(scores).filter(([, score]) => Number.isFinite(score)));

type ScoreName = keyof TrainResult['metrics'];

/** How far a transfer has come. @internal */
export const bytesProgress = (
  stage: 'downloading' | 'uploading',
  step: number,
  steps: number,
): WorkProgress => ({ stage, step, steps, loss: null });
