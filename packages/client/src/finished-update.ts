import { type RoundPlan, rejections } from '@tributary/protocol';
import type { TrainedUpdate } from './train-on-plan.ts';
import type { UploadVerdict } from './upload.ts';

/** Training that is done, as the device keeps it until its run has gone on. */
export interface FinishedUpdate extends TrainedUpdate {
  /** Whose plan it answers. */
  readonly round: number;
  /** The model that it starts from. */
  readonly checkpoint: string;
  /** The plan's, by which the training can be told from another. */
  readonly seed: number;
  /** The plan's: which update of this client counted last; null before the first. */
  readonly countedRound: number | null;
}

/**
 * Where finished updates lie, the newest of each run. `save` resolves when the update would survive the
 * end of the process or page: it is not sent before. What is lost is trained again.
 */
export interface UpdateStore {
  /** Null when there is none. */
  load(runId: string): Promise<FinishedUpdate | null>;
  /** Takes the place of the run's update before. */
  save(runId: string, update: FinishedUpdate): Promise<void>;
  /** The run has ended, or nobody will ask for the update any more. */
  remove(runId: string): Promise<void>;
}

export const finishUpdate = (
  { round, checkpoint, seed, countedRound }: RoundPlan,
  update: TrainedUpdate,
): FinishedUpdate => ({ ...update, round, checkpoint, seed, countedRound });

/**
 * Whether an update answers a plan: that of the same attempt, told again after a break, or of another
 * attempt at the same round, in which the same training would bring the same update.
 */
export const answersPlan = (
  update: FinishedUpdate,
  { round, checkpoint, seed, countedRound }: RoundPlan,
): boolean =>
  update.round === round &&
  update.checkpoint === checkpoint &&
  update.seed === seed &&
  update.countedRound === countedRound;

/**
 * Whether an update may still be asked for. One that was accepted is kept as well: a coordinator whose
 * disk lost it asks for it again.
 */
export const isWorthKeeping = (verdict: UploadVerdict): boolean =>
  verdict.outcome !== 'refused' || rejections[verdict.rejection.code].retry === 'later';

/** Keeps updates as long as the process or page lives. */
export const createVolatileUpdates = (): UpdateStore => {
  const updates = new Map<string, FinishedUpdate>();
  return {
    load: async (runId) => updates.get(runId) ?? null,
    save: async (runId, update) => void updates.set(runId, update),
    remove: async (runId) => void updates.delete(runId),
  };
};
