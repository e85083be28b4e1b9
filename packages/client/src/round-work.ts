import { sameManifest } from '@tributary/fedavg';
import { datasets, models } from '@tributary/model-zoo';
import {
  describeRejection,
  type OfferUpdate,
  type Rejection,
  type RoundPlan,
  reject,
  type UpdateMetrics,
} from '@tributary/protocol';
import type { Trainer, TrainResult } from '@tributary/trainer';
import type { WorkProgress, WorkResult } from './client-event.ts';
import type { FetchCheckpoint } from './download.ts';
import type { Preparation } from './preparation.ts';
import { type PackedUpdate, packUpdate } from './update-pipeline.ts';
import { type UploadLink, uploadUpdate } from './upload.ts';

/** What working on a plan needs and whom it tells. */
interface WorkTools {
  readonly trainer: Trainer;
  readonly prepare: Preparation['prepare'];
  readonly fetchCheckpoint: FetchCheckpoint;
  readonly link: UploadLink;
  readonly onProgress: (progress: WorkProgress) => void;
  readonly onBytes: (moved: { readonly up?: number; readonly down?: number }) => void;
}

interface TrainedUpdate extends PackedUpdate {
  readonly numExamples: number;
  readonly metrics: UpdateMetrics;
}

/**
 * One round plan from the model to the coordinator's verdict.
 * @throws when the device cannot do its part, or the signal's reason.
 */
export const workOnPlan = async (
  plan: RoundPlan,
  tools: WorkTools,
  signal: AbortSignal,
): Promise<WorkResult> => {
  const update = await trainOnPlan(plan, tools, signal);
  if ('code' in update) return failedBy(update);
  const { frame, digest, numExamples, metrics } = update;
  const { runId, round } = plan;
  const payloadBytes = frame.length;
  const offer: OfferUpdate = { runId, round, digest, payloadBytes, numExamples, metrics };
  const verdict = await uploadUpdate(tools.link, {
    offer,
    frame,
    signal,
    onProgress: (sentBytes, acknowledgedBytes) => {
      tools.onBytes({ up: sentBytes });
      tools.onProgress(bytesProgress('uploading', acknowledgedBytes, payloadBytes));
    },
  });
  const contribution = { numExamples, payloadBytes, metrics };
  if (verdict.outcome !== 'refused') return { ...verdict, ...contribution };
  const { code } = verdict.rejection;
  return {
    outcome: 'refused',
    code,
    message: describeRejection(verdict.rejection),
    ...contribution,
  };
};

const trainOnPlan = async (
  plan: RoundPlan,
  { trainer, prepare, fetchCheckpoint, onProgress, onBytes }: WorkTools,
  signal: AbortSignal,
): Promise<TrainedUpdate | Rejection> => {
  const { backend } = await prepare(plan);
  signal.throwIfAborted();
  const { checkpoint: digest, modelBytes } = plan;
  onProgress(bytesProgress('downloading', 0, modelBytes));
  const checkpoint = await fetchCheckpoint({
    digest,
    modelBytes,
    signal,
    onProgress: (newBytes, receivedBytes) => {
      onBytes({ down: newBytes });
      onProgress(bytesProgress('downloading', receivedBytes, modelBytes));
    },
  });
  if (!checkpoint.ok) return checkpoint;
  const { manifest } = models.get(plan.task.model).build(datasets.get(plan.task.dataset));
  if (!sameManifest(manifest, checkpoint.weights.manifest)) {
    return reject('wrong-shape', `the checkpoint is no ${plan.task.model}`);
  }
  const trained = await trainer.train(
    { weights: checkpoint.weights.values, work: plan.work, seed: plan.seed },
    { signal, onProgress: (progress) => onProgress({ stage: 'training', ...progress }) },
  );
  const { numExamples, steps, trainMs } = trained;
  return {
    ...(await packUpdate({ manifest, values: trained.delta })),
    numExamples,
    metrics: { ...finiteOnly(trained.metrics), steps, trainMs, backend },
  };
};

/** JSON has no NaN and no infinity: a loss that overflowed is left out, and the update still counts. */
const finiteOnly = (scores: TrainResult['metrics']): Pick<UpdateMetrics, ScoreName> =>
  Object.fromEntries(Object.entries(scores).filter(([, score]) => Number.isFinite(score)));

type ScoreName = keyof TrainResult['metrics'];

const bytesProgress = (
  stage: 'downloading' | 'uploading',
  step: number,
  steps: number,
): WorkProgress => ({ stage, step, steps, loss: null });

const failedBy = (rejection: Rejection): WorkResult => ({
  outcome: 'failed',
  code: rejection.code,
  message: describeRejection(rejection),
  numExamples: 0,
  payloadBytes: 0,
  metrics: null,
});
