import type { Examples } from '@tributary/model-zoo';
import type { PartitionSpec, TaskSpec } from '@tributary/protocol';
import { type ClientKey, makeClientKey } from './client-key.ts';

/** What a run asks of a device's data. */
export interface DataNeed {
  /** Who asks. */
  readonly runId: string;
  /** `task.dataset` says what the examples must be, the rest what becomes of them. */
  readonly task: TaskSpec;
  /** How demo data is divided; a device with data of its own may ignore it. */
  readonly partition: PartitionSpec;
}

/** Whom a provider may tell what its examples cost. */
export interface DataListener {
  /** Called with the bytes that came over the network. */
  readonly onBytes: (bytes: number) => void;
}

/**
 * Brings the device's own examples. Asked whenever the trainer turns to another run; each answer
 * belongs to the trainer, which may move its buffers to another thread.
 */
export type DataProvider = (
  need: DataNeed,
  listener?: DataListener,
) => Promise<Examples | SplitExamples>;

/** Examples of which some are not trained on. */
export interface SplitExamples {
  /** What the model is trained on. */
  readonly train: Examples;
  /** What the model is scored on before and after; the server learns the scores alone. */
  readonly validation: Examples;
}

/** Where an installation keeps the key that it is known by, so that it stays the same client over restarts. */
export interface IdentityStore {
  /** The key, the same one every time; made and kept when there is none yet. */
  key(): Promise<ClientKey>;
}

/** Keeps a key as long as the process or page lives. */
export const createMemoryIdentityStore = (): IdentityStore => {
  let kept: Promise<ClientKey> | undefined;
  return {
    key: () => {
      kept ??= makeClientKey();
      return kept;
    },
  };
};
