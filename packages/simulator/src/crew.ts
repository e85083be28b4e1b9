import type { KeptMemory, TrainedUpdate } from '@tributary/client';
import type { Score } from '@tributary/model-zoo';
import type { Digest, Rejection, RoundPlan } from '@tributary/protocol';

export type { Score };

/** A round plan for one of the virtual clients, counted from 0. */
export interface WorkOrder {
  readonly client: number;
  readonly plan: RoundPlan;
  /** What the client kept from its last round that counted. */
  readonly memory?: KeptMemory | undefined;
}

/** What a client would upload. */
export interface FinishedWork extends TrainedUpdate {
  readonly ok: true;
  /** ‖δ‖₂ as the coordinator would measure it. */
  readonly norm: number;
}

/** What a client would say instead, in plain words. */
export interface DeclinedWork {
  readonly ok: false;
  readonly code?: undefined;
  readonly reason: string;
}

/** A rejection is what the coordinator would answer to the upload. */
export type WorkOutcome = FinishedWork | DeclinedWork | Rejection;

/** A set of examples that the crew holds. */
export type ExampleSet =
  | { readonly name: 'test' }
  | { readonly name: 'held-out'; readonly client: number };

/**
 * Does the virtual clients' real work, on however many threads there are. The outcome of an order does
 * not depend on the others, nor on who carries it out.
 */
export interface Crew {
  /** How many orders are worked on at the same time. */
  readonly threads: number;
  /** Hands over a checkpoint that orders will name; it is kept over the next three. */
  publish(digest: Digest, frame: Uint8Array): void;
  train(order: WorkOrder, signal?: AbortSignal): Promise<WorkOutcome>;
  /** Tests a checkpoint that was published, or any model by its frame. */
  evaluate(model: Digest | Uint8Array, set: ExampleSet): Promise<Score>;
  /** Takes back the memory of frames that nobody reads any more: the next ones are written there. */
  recycle(frames: readonly Uint8Array[]): void;
  close(): Promise<void>;
}
