import type { Examples, ModelInput } from '@tributary/model-zoo';
import type { Digest, TaskSpec } from '@tributary/protocol';
import type { ExampleSet, Score, WorkOrder, WorkOutcome } from '../crew.ts';

/** What every thread of the crew gets at its start; the arrays lie in shared memory. */
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
  /** This thread's part of the examples that checkpoints are tested on. */
  readonly test: Examples;
}

export type CrewMessage =
  | { readonly type: 'publish'; readonly digest: Digest; readonly frame: Uint8Array }
  | { readonly type: 'recycle'; readonly memory: readonly ArrayBuffer[] }
  | { readonly type: 'train'; readonly id: number; readonly order: WorkOrder }
  | {
      readonly type: 'evaluate';
      readonly id: number;
      /** A published checkpoint, or a model's frame. */
      readonly model: Digest | Uint8Array;
      readonly set: ExampleSet;
    };

export interface CrewAnswers {
  train: WorkOutcome;
  evaluate: Score;
}

export interface CrewAnswer {
  readonly id: number;
  readonly result?: CrewAnswers[keyof CrewAnswers];
  /** A fault of the simulator, in plain words. */
  readonly error?: string;
}
