import type {
  Digest,
  Progress,
  Rejection,
  RejectionCode,
  RunOffer,
  UpdateMetrics,
} from '@tributary/protocol';
import type { BackendChoice } from '@tributary/trainer';
import type { PlannedWork } from './client-event.ts';

/**
 * How the client stands with the coordinator: it connects again by itself until it has left, or was refused
 * for good.
 */
export type ConnectionState =
  | 'connecting'
  | 'connected'
  | 'reconnecting'
  /** The device rests: it has hung up, so that nothing is computed, sent or received. */
  | 'paused'
  | 'refused'
  | 'left';

/** Why a device takes no rounds: somebody asked for it, its cap on bytes, or what a page heard of the device. */
export type PauseReason = 'asked' | 'byte-limit' | 'on-battery' | 'metered';

/** What the client is doing for one round plan. */
export interface ClientWorkState {
  /** The run that the plan belongs to. */
  readonly runId: string;
  /** Counted from 1. */
  readonly round: number;
  /** Counted from 1: a round that missed its quorum is tried again. */
  readonly attempt: number;
  /** What it is doing just now. */
  readonly stage: 'preparing' | Progress['stage'];
  /** How far it has come: gradient steps while training, bytes while downloading or uploading. */
  readonly step: number;
  /** How far it will go, in the same unit; 0 while that is not known. */
  readonly steps: number;
  /** While training, counted from 1. */
  readonly epoch?: number;
  /** Of the latest training batch that was read back, mean cross-entropy in nats. */
  readonly loss: number | null;
  /** Unix ms on this device's clock; the round closes then at the latest. */
  readonly deadlineAt: number;
}

/** How one round plan ended. What did not come to be is 0 or null. */
export interface Contribution {
  /** The run that the plan belonged to. */
  readonly runId: string;
  /** Counted from 1. */
  readonly round: number;
  /**
   * The update was accepted, or refused; the round was closed before it came; or the device could not do
   * its part; or it was told to rest.
   */
  readonly outcome: 'accepted' | 'refused' | 'closed' | 'failed' | 'paused';
  /** Of the closed table of rejections, when there was one. */
  readonly code?: RejectionCode;
  /** For people: why it was refused or failed. */
  readonly message?: string;
  /** How many the device trained on. */
  readonly numExamples: number;
  /** The update's size on the wire. */
  readonly payloadBytes: number;
  /** What the device measured; the coordinator is told the same, or nothing of it under local privacy. */
  readonly metrics: UpdateMetrics | null;
  /** The model that the update is in, once the coordinator has told of it. */
  readonly countedIn?: {
    /** The round that brought it. */
    readonly round: number;
    /** Its name, by which it can be downloaded. */
    readonly checkpoint: Digest;
  };
}

/** Why the device is not ready to train. */
export interface Problem {
  /** For people. */
  readonly message: string;
  /** Whether the client tries again by itself. */
  readonly willRetry: boolean;
}

/** Everything that a page or a terminal shows of a client. */
export interface ClientState {
  /** How it stands with the coordinator. */
  readonly connection: ConnectionState;
  /** Whether the coordinator may select this client now. */
  readonly enrolled: boolean;
  /** Why the device rests; null while it does not. */
  readonly pause: PauseReason | null;
  /** No round is taken that might bring `bytesUp + bytesDown` above this; null: any. */
  readonly byteLimit: number | null;
  /** Why the coordinator will never take this client as it is. */
  readonly refusal: Rejection | null;
  /** Why the device could not get ready to train; null when it could, or has not tried. */
  readonly problem: Problem | null;
  /** By what the coordinator knows it: the hash of its key; null before it has enrolled. */
  readonly clientId: string | null;
  /** What the trainer has chosen, and why; null before it has. */
  readonly backend: BackendChoice | null;
  /** The runs that the token opens. */
  readonly runs: readonly RunOffer[];
  /** What it is doing for a round plan; null while it waits for one. */
  readonly work: ClientWorkState | null;
  /** Plans of other runs that wait for the present work to end, at most one of each run. */
  readonly queue: readonly PlannedWork[];
  /** Newest last. */
  readonly contributions: readonly Contribution[];
  /** Bytes of updates that were sent, and of models and demo data that were received. */
  readonly bytesUp: number;
  /** Of models that were received, since it joined. */
  readonly bytesDown: number;
}

/** A client that has just been asked to join. */
export const initialClientState: ClientState = {
  connection: 'connecting',
  enrolled: false,
  pause: null,
  byteLimit: null,
  refusal: null,
  problem: null,
  clientId: null,
  backend: null,
  runs: [],
  work: null,
  queue: [],
  contributions: [],
  bytesUp: 0,
  bytesDown: 0,
};
