import type { BackendChoice } from './backend.ts';
import type { Evaluation } from './evaluate.ts';
import type { TrainProgress, TrainResult } from './local-training.ts';
import type { Prediction } from './predict.ts';
import type {
  EvaluateRequest,
  LoadRequest,
  PredictRequest,
  PrepareRequest,
  TrainRequest,
} from './trainer.ts';
import type { TrainerErrorCode } from './trainer-error.ts';

/** What each call of a trainer takes and gives across a thread boundary. */
export interface TrainerCalls {
  prepare: { request: PrepareRequest; result: BackendChoice };
  load: { request: LoadRequest; result: undefined };
  train: { request: TrainRequest; result: TrainResult };
  evaluate: { request: EvaluateRequest; result: Evaluation };
  predict: { request: PredictRequest; result: Prediction };
  close: { request: undefined; result: undefined };
}
export type TrainerMethod = keyof TrainerCalls;

export type CallMessage = {
  [Method in TrainerMethod]: {
    readonly kind: 'call';
    readonly id: number;
    readonly method: Method;
    readonly request: TrainerCalls[Method]['request'];
  };
}[TrainerMethod];

/** Host to worker. */
export type HostMessage = CallMessage | { readonly kind: 'cancel'; readonly id: number };

/** An error as plain data; `code` is absent when it is not one of the trainer's own. */
export interface PortError {
  readonly code?: TrainerErrorCode;
  readonly message: string;
}

/** Worker to host. */
export type WorkerMessage =
  | { readonly kind: 'result'; readonly id: number; readonly result: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly error: PortError }
  | { readonly kind: 'progress'; readonly id: number; readonly progress: TrainProgress };

/** One end of a channel between two threads; Web Workers and worker threads both fit it. */
export interface Port<Sent, Received> {
  /** @param transfer buffers whose memory moves to the other side */
  send(message: Sent, transfer?: readonly ArrayBuffer[]): void;
  onMessage(receive: (message: Received) => void): void;
}

/** The host's end, which also hears of the worker's death. */
export interface WorkerPort extends Port<HostMessage, WorkerMessage> {
  /** @param died called at most once, with the reason in plain words */
  onDeath(died: (reason: string) => void): void;
  /** Ends the worker. */
  terminate(): Promise<void> | void;
}

/** The worker's end. */
export type HostPort = Port<WorkerMessage, HostMessage>;
