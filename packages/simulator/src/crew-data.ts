import type { Examples, ModelInput } from '@tributary/model-zoo';
import type { TaskSpec } from '@tributary/protocol';

/** What every hand of a crew has from its start. */
export interface CrewData {
  readonly task: TaskSpec;
  /** What examples are when they reach the model. */
  readonly input: ModelInput;
  /** The weights that the task's adapters are put on. */
  readonly base?: Float32Array;
  /** All clients' examples, preprocessed. */
  readonly train: Examples;
  /** Clients whose labels an attack falsifies. */
  readonly poisoned?: { readonly attack: string; readonly clients: readonly number[] } | undefined;
  /** Whether models are scored before and after training. */
  readonly scores: boolean;
  /** The examples that each client trains on. */
  readonly shards: readonly Int32Array[];
  /** Those that it keeps back. */
  readonly heldOut: readonly Int32Array[];
  /** What checkpoints are tested on; of several hands, each one's part. */
  readonly test: Examples;
}
