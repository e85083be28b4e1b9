import type { LoggedEvent, RunConfig } from '@tributary/protocol';
import { initialRunState, nextEvents, type RunState, replayRun } from '@tributary/rounds';
import type { Devices } from './client-name.ts';
import { type Refusal, refusalsIn } from './refusals.ts';

/** A run as far as its log has been received. */
export interface RunLog {
  /** The last event that is in `state`; 0 before the first. */
  readonly seq: number;
  readonly state: RunState;
  /** Every device that ever joined; the state itself forgets those that left. */
  readonly devices: Devices;
  /** The updates that were refused or left out, oldest first; rounds that were tried again are in it. */
  readonly refused: readonly Refusal[];
}

export const emptyRunLog: RunLog = { seq: 0, state: initialRunState, devices: {}, refused: [] };

/**
 * Adds events to a log: those it has already are skipped, and nothing is added after a gap, so that
 * the log can be asked for again from `seq` on.
 */
export const appendToLog = (
  log: RunLog,
  events: readonly LoggedEvent[],
  config: RunConfig,
): RunLog => {
  const next = nextEvents(log.seq, events);
  if (next.length === 0) return log;
  const joined = next.flatMap(({ event }) =>
    event.type === 'presenceChanged' ? Object.entries(event.joined) : [],
  );
  let state = log.state;
  const refused: Refusal[] = [];
  for (const logged of next) {
    refused.push(...refusalsIn(logged.event, state));
    state = replayRun([logged], config, state);
  }
  return {
    seq: log.seq + next.length,
    state,
    devices: joined.length === 0 ? log.devices : { ...log.devices, ...Object.fromEntries(joined) },
    refused: refused.length === 0 ? log.refused : [...log.refused, ...refused],
  };
};
