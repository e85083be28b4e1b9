import {
  describeRejection,
  type OfferUpdate,
  type Rejection,
  type RoundPlan,
} from '@tributary/protocol';
import type { WorkResult } from './client-event.ts';
import { isEmptyMemory, type KeptMemory } from './client-memory.ts';
import { bytesProgress, type TrainingTools, trainOnPlan } from './train-on-plan.ts';
import { type UploadLink, uploadUpdate } from './upload.ts';

/** What working on a plan needs and whom it tells. */
interface WorkTools extends TrainingTools {
  readonly link: UploadLink;
}

export interface FinishedPlan {
  readonly result: WorkResult;
  /** To be kept, as the update was accepted and there is something to keep. */
  readonly memory?: KeptMemory;
}

/**
 * One round plan from the model to the coordinator's verdict.
 * @throws when the device cannot do its part, or the signal's reason.
 */
export const workOnPlan = async (
  plan: RoundPlan,
  tools: WorkTools,
  signal: AbortSignal,
): Promise<FinishedPlan> => {
  const update = await trainOnPlan(plan, tools, signal);
  if ('code' in update) return { result: failedBy(update) };
  const { frame, digest, numExamples, metrics, memory, report } = update;
  const { runId, round } = plan;
  const payloadBytes = frame.length;
  const offer: OfferUpdate = { runId, round, digest, payloadBytes, ...report };
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
  if (verdict.outcome === 'refused') {
    const { code } = verdict.rejection;
    const message = describeRejection(verdict.rejection);
    return { result: { outcome: 'refused', code, message, ...contribution } };
  }
  // What an update was made of that does not count must leave no trace in the next one.
  const isKept = verdict.outcome === 'accepted' && !isNothing(memory);
  return { result: { ...verdict, ...contribution }, ...(isKept && { memory }) };
};

const isNothing = ({ before, after }: KeptMemory): boolean =>
  isEmptyMemory(before) && isEmptyMemory(after);

const failedBy = (rejection: Rejection): WorkResult => ({
  outcome: 'failed',
  code: rejection.code,
  message: describeRejection(rejection),
  numExamples: 0,
  payloadBytes: 0,
  metrics: null,
});
