import {
  describeRejection,
  type OfferUpdate,
  type Rejection,
  type RoundPlan,
} from '@tributary/protocol';
import type { WorkResult } from './client-event.ts';
import { isEmptyMemory, type KeptMemory } from './client-memory.ts';
import {
  answersPlan,
  type FinishedUpdate,
  finishUpdate,
  isWorthKeeping,
  type UpdateStore,
} from './finished-update.ts';
import { bytesProgress, type TrainingTools, trainOnPlan } from './train-on-plan.ts';
import { type UploadLink, uploadUpdate } from './upload.ts';

/** What working on a plan needs and whom it tells. */
interface WorkTools extends TrainingTools {
  readonly link: UploadLink;
  readonly updates: UpdateStore;
}

export interface FinishedPlan {
  readonly result: WorkResult;
  /** To be kept, as the update was accepted and there is something to keep. */
  readonly memory?: KeptMemory;
}

/**
 * One round plan from the model to the coordinator's verdict. What was finished before a break is sent,
 * not trained again.
 * @throws when the device cannot do its part, or the signal's reason.
 */
export const workOnPlan = async (
  plan: RoundPlan,
  tools: WorkTools,
  signal: AbortSignal,
): Promise<FinishedPlan> => {
  const update = await finishedUpdate(plan, tools, signal);
  if ('code' in update) return { result: failedBy(update) };
  signal.throwIfAborted();
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
  if (!isWorthKeeping(verdict)) await tools.updates.remove(runId);
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

/** The update that answers the plan: kept, or trained now and kept before anybody hears of it. */
const finishedUpdate = async (
  plan: RoundPlan,
  tools: WorkTools,
  signal: AbortSignal,
): Promise<FinishedUpdate | Rejection> => {
  const { updates, memories } = tools;
  const kept = await updates.load(plan.runId);
  if (kept !== null && answersPlan(kept, plan)) return kept;
  // It counted, but the device went away before it heard so.
  const isUnheard = kept !== null && kept.round === plan.countedRound && !isNothing(kept.memory);
  if (isUnheard) await memories.save(plan.runId, kept.memory);
  const trained = await trainOnPlan(plan, tools, signal);
  if ('code' in trained) return trained;
  const update = finishUpdate(plan, trained);
  await updates.save(plan.runId, update);
  return update;
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
