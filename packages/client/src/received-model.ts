import type { RoundPlan } from '@tributary/protocol';

/** A model that came to this device to be trained on, for whoever wants to try it; not to be changed. */
export interface ReceivedModel extends Pick<RoundPlan, 'runId' | 'round' | 'task'> {
  /** In the order of the task's manifest; of adapters, theirs. */
  readonly weights: Float32Array;
}
