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
  readonly runId: string;
  readonly round: number;
  readonly attempt: number;
  readonly stage: 'preparing' | Progress['stage'];
  /** Gradient steps while training, bytes while downloading or uploading. */
  readonly step: number;
  readonly steps: number;
  readonly epoch?: number;
  /** As the plan says. */
  readonly epochs: number;
  readonly batchSize: number;
  /** Of the latest training batch that was read back, mean cross-entropy in nats. */
  readonly loss: number | null;
  /** Unix ms on this device's clock; the round closes then at the latest. */
  readonly deadlineAt: number;
}

/** How one round plan ended. What did not come to be is 0 or null. */
export interface Contribution {
  readonly runId: string;
  readonly round: number;
  readonly outcome: 'accepted' | 'refused' | 'closed' | 'failed' | 'paused';
  readonly code?: RejectionCode;
  /** For people: why it was refused or failed. */
  readonly message?: string;
  readonly numExamples: number;
  /** The update's size on the wire. */
  readonly payloadBytes: number;
  readonly metrics: UpdateMetrics | null;
  /** The model that the update is in, once the coordinator has told of it. */
  readonly countedIn?: { readonly round: number; readonly checkpoint: Digest };
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
  readonly connection: ConnectionState;
  /** Whether the coordinator may select this client now. */
  readonly enrolled: boolean;
  /** Why the device rests; null while it does not. */
  readonly pause: PauseReason | null;
  /** No round is taken that might bring `bytesUp + bytesDown` above this; null: any. */
  readonly byteLimit: number | null;
  readonly refusal: Rejection | null;
  /** Why the device could not get ready to train; null when it could, or has not tried. */
  readonly problem: Problem | null;
  readonly clientId: string | null;
  readonly backend: BackendChoice | null;
  readonly runs: readonly RunOffer[];
  readonly work: ClientWorkState | null;
  /** Plans of other runs that wait for the present work to end, at most one of each run. */
  readonly queue: readonly PlannedWork[];
  /** Newest last. */
  readonly contributions: readonly Contribution[];
  /** Bytes of updates that were sent, and of models and demo data that were received. */
  readonly bytesUp: number;
  readonly bytesDown: number;
}

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
