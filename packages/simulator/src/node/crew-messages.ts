import type { Digest } from '@tributary/protocol';
import type { ExampleSet, Score, WorkOrder, WorkOutcome } from '../crew.ts';

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
