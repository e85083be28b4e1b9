import type { ClientId, Device, LoggedEvent, RunConfig } from '@tributary/protocol';
import { initialRunState, nextEvents, type RunState, replayRun } from '@tributary/rounds';

/** A run as far as its log has been received. */
export interface RunLog {
  /** The last event that is in `state`; 0 before the first. */
  readonly seq: number;
  readonly state: RunState;
  /** Every device that ever joined; the state itself forgets those that left. */
  readonly devices: Readonly<Record<ClientId, Device>>;
}

export const emptyRunLog: RunLog = { seq: 0, state: initialRunState, devices: {} };

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
    event.type === 'clientJoined' ? [[event.clientId, event.device] as const] : [],
  );
  return {
    seq: log.seq + next.length,
    state: replayRun(next, config, log.state),
    devices: joined.length === 0 ? log.devices : { ...log.devices, ...Object.fromEntries(joined) },
  };
};
