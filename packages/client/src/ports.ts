import type { Examples } from '@tributary/model-zoo';
import type { Identity, PartitionSpec, TaskSpec } from '@tributary/protocol';

/** What a run asks of a device's data. */
export interface DataNeed {
  readonly runId: string;
  readonly task: TaskSpec;
  /** How demo data is divided; a device with data of its own may ignore it. */
  readonly partition: PartitionSpec;
}

/**
 * Brings the device's own examples. Asked whenever the trainer turns to another run; each answer
 * belongs to the trainer, which may move its buffers to another thread.
 */
export type DataProvider = (need: DataNeed) => Promise<Examples>;

/** Where an installation keeps who it is, so that it stays the same client over restarts. */
export interface IdentityStore {
  load(): Promise<Identity | null>;
  save(identity: Identity): Promise<void>;
}

/** Keeps the identity as long as the process or page lives. */
export const createMemoryIdentityStore = (): IdentityStore => {
  let kept: Identity | null = null;
  return {
    load: async () => kept,
    save: async (identity) => {
      kept = identity;
    },
  };
};
