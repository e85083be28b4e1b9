import {
  describeRejection,
  type OfferUpdate,
  type Rejection,
  type RoundPlan,
} from '@tributary/protocol';
import type { WorkResult } from './client-event.ts';
import type { MemoryStore } from './client-memory.ts';
import { bytesProgress, type TrainingTools, trainOnPlan } from './train-on-plan.ts';
import { type UploadLink, uploadUpdate } from './upload.ts';

/** What working on a plan needs and whom it tells. */
interface WorkTools extends TrainingTools {
  readonly link: UploadLink;
  readonly memories: MemoryStore;
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
  const { frame, digest, numExamples, metrics, memory } = update;
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
  // What a refused update was made of must leave no trace in the next one.
  if (verdict.outcome === 'accepted') await tools.memories.save(runId, memory);
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

const failedBy = (rejection: Rejection): WorkResult => ({
  outcome: 'failed',
  code: rejection.code,
  message: describeRejection(rejection),
  numExamples: 0,
  payloadBytes: 0,
  metrics: null,
});
