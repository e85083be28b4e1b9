import { sameManifest } from '@tributary/fedavg';
import { datasets, modelInputOf, type Preprocessing, taskModel } from '@tributary/model-zoo';
import {
  type Rejection,
  type RoundPlan,
  reject,
  type TaskSpec,
  type UpdateMetrics,
} from '@tributary/protocol';
import type { Trainer, TrainResult } from '@tributary/trainer';
import type { WorkProgress } from './client-event.ts';
import type { FetchCheckpoint } from './download.ts';
import type { Preparation } from './preparation.ts';
import { type PackedUpdate, type PackingTools, packUpdate } from './update-pipeline.ts';

/** What training on a plan needs and whom it tells. */
export interface TrainingTools extends PackingTools {
  readonly trainer: Pick<Trainer, 'train'>;
  readonly prepare: Preparation['prepare'];
  readonly fetchCheckpoint: FetchCheckpoint;
  readonly onProgress: (progress: WorkProgress) => void;
  readonly onBytes: (moved: { readonly up?: number; readonly down?: number }) => void;
}

export interface TrainedUpdate extends PackedUpdate {
  readonly numExamples: number;
  readonly metrics: UpdateMetrics;
}

/**
 * One round plan from the model to the bytes that are ready to leave the device.
 * @throws when the device cannot do its part, or the signal's reason.
 */
export const trainOnPlan = async (
  plan: RoundPlan,
  { trainer, prepare, fetchCheckpoint, onProgress, onBytes, ...packing }: TrainingTools,
  signal: AbortSignal,
): Promise<TrainedUpdate | Rejection> => {
  const { backend } = await prepare(plan);
  signal.throwIfAborted();
  const { modelBytes } = plan;
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
  if (!sameManifest(manifest, checkpoint.weights.manifest)) {
    return reject('wrong-shape', `the checkpoint is no ${plan.task.model}`);
  }
  const trained = await trainer.train(
    {
      weights: checkpoint.weights.values,
      work: plan.work,
      seed: plan.seed,
      ...preprocessingOf(plan.task),
    },
    { signal, onProgress: (progress) => onProgress({ stage: 'training', ...progress }) },
  );
  const { numExamples, steps, trainMs } = trained;
  return {
    ...(await packUpdate({ manifest, values: trained.delta }, packing)),
    numExamples,
    metrics: { ...finiteOnly(trained.metrics), steps, trainMs, backend },
  };
};

/** What the trainer must know of the steps: it takes those for training. */
const preprocessingOf = ({
  dataset,
  preprocessing: steps,
}: TaskSpec): { readonly preprocessing?: Preprocessing } =>
  steps.length === 0
    ? {}
    : { preprocessing: { input: modelInputOf(datasets.get(dataset)), steps } };

/** JSON has no NaN and no infinity: a loss that overflowed is left out, and the update still counts. */
const finiteOnly = (scores: TrainResult['metrics']): Pick<UpdateMetrics, ScoreName> =>
  Object.fromEntries(Object.entries(scores).filter(([, score]) => Number.isFinite(score)));

type ScoreName = keyof TrainResult['metrics'];

/** How far a transfer has come. */
export const bytesProgress = (
  stage: 'downloading' | 'uploading',
  step: number,
  steps: number,
): WorkProgress => ({ stage, step, steps, loss: null });
