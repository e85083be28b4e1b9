import type { RunState } from '@tributary/rounds';
import { RunEndError } from './run-end-error.ts';

/** What `npm start -- --json` prints last. */
export interface RunResult {
  readonly rounds: number;
  /** Of the last model on the test set, in [0, 1]; null when it could not be tested. */
  readonly accuracy: number | null;
  /** Mean cross-entropy in nats on the test set. */
  readonly loss: number | null;
  /** Of all clients over all rounds. */
  readonly bytesUp: number;
  readonly bytesDown: number;
  /** From the first round's opening to the last one's commit. */
  readonly wallMs: number;
  /** The final global model, `sha256:` and 64 hex digits. */
  readonly checkpoint: string;
  /** The data set that was learnt. */
  readonly data: string;
}

/** The result of a completed run. @throws {RunEndError} when no round was committed */
export const resultOf = ({ history }: RunState, data: string): RunResult => {
  const [first] = history;
  const last = history.at(-1);
  if (first === undefined || last === undefined) {
    throw new RunEndError('The run ended before its first round was complete.');
  }
  const total = (key: 'bytesUp' | 'bytesDown') =>
    history.reduce((sum, record) => sum + record[key], 0);
  return {
    rounds: history.length,
    accuracy: last.accuracy,
    loss: last.loss,
    bytesUp: total('bytesUp'),
    bytesDown: total('bytesDown'),
    wallMs: last.committedAt - first.openedAt,
    checkpoint: last.checkpoint,
    data,
  };
};

/** After so long without enough clients a run has stalled. */
export const MAX_WAITING_MS = 120_000;

/** What keeps a run from completing. */
export interface Obstacle {
  /**
   * `ended`: nothing brings the run back. `stalled`: it may go on if somebody mends what is wrong.
   * `paused`: somebody holds it and knows.
   */
  readonly kind: 'ended' | 'stalled' | 'paused';
  /** What happened, and what to do where something can be done. */
  readonly sentence: string;
}

/** @returns null for a run that is under way, complete or not */
export const obstacleOf = (
  { status, statusReason, phase, round }: RunState,
  now: number,
): Obstacle | null => {
  if (status === 'failed') {
    return { kind: 'ended', sentence: `The run failed. ${statusReason ?? ''}`.trim() };
  }
  if (status === 'stopped') {
    return { kind: 'ended', sentence: `An admin stopped the run in round ${round}.` };
  }
  if (status === 'paused') {
    return statusReason === null
      ? {
          kind: 'paused',
          sentence: `An admin paused the run before round ${round}. It goes on when it is resumed, on the dashboard or with \`tributary run resume\`.`,
        }
      : { kind: 'stalled', sentence: `The run paused before round ${round}. ${statusReason}` };
  }
  if (phase.name === 'waiting' && now - phase.since > MAX_WAITING_MS) {
    return {
      kind: 'stalled',
      sentence: `Round ${round} has been waiting for clients for ${MAX_WAITING_MS / 60_000} minutes. Some have ended or cannot connect; let others join, or start again with fewer clients.`,
    };
  }
  return null;
};
