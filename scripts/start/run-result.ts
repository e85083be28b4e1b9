import type { RunState } from '@tributary/rounds';
import { StartError } from './start-error.ts';

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

/** The result of a completed run. @throws {StartError} when no round was committed */
export const resultOf = ({ history }: RunState, data: string): RunResult => {
  const [first] = history;
  const last = history.at(-1);
  if (first === undefined || last === undefined) {
    throw new StartError('The run ended before its first round was complete.');
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

/** After so long without enough clients a run that nobody watches is given up. */
export const MAX_WAITING_MS = 120_000;

/** Why the run will not complete by itself, in a sentence that says what to do; null if it may. */
export const describeFailure = (
  { status, statusReason, phase, round }: RunState,
  now: number,
): string | null => {
  const reason = statusReason ?? 'Somebody asked for it.';
  if (status === 'failed') return `The run failed. ${reason}`;
  if (status === 'stopped') return `The run was stopped in round ${round}. ${reason}`;
  if (status === 'paused') return `The run paused before round ${round}. ${reason}`;
  if (phase.name === 'waiting' && now - phase.since > MAX_WAITING_MS) {
    return `Round ${round} has been waiting for clients for ${MAX_WAITING_MS / 60_000} minutes. Some have ended or cannot connect; start again, perhaps with fewer --clients.`;
  }
  return null;
};
