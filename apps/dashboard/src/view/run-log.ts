import type { ClientId, Device, LoggedEvent, RejectionCode, RunConfig } from '@tributary/protocol';
import { initialRunState, nextEvents, type RunState, replayRun } from '@tributary/rounds';

/** A run as far as its log has been received. */
export interface RunLog {
  /** The last event that is in `state`; 0 before the first. */
  readonly seq: number;
  readonly state: RunState;
  /** Every device that ever joined; the state itself forgets those that left. */
  readonly devices: Readonly<Record<ClientId, Device>>;
  /** How many updates were refused or left out for each reason; rounds that were tried again are in it. */
  readonly refused: RefusedCounts;
}

export type RefusedCounts = Readonly<Partial<Record<RejectionCode, number>>>;

export const emptyRunLog: RunLog = { seq: 0, state: initialRunState, devices: {}, refused: {} };

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
    refused: addRefused(log.refused, next),
  };
};

const addRefused = (known: RefusedCounts, events: readonly LoggedEvent[]): RefusedCounts => {
  const codes = events.flatMap(({ event }) => refusalsIn(event));
  if (codes.length === 0) return known;
  const counts = { ...known };
  for (const code of codes) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
};

const refusalsIn = (event: LoggedEvent['event']): RejectionCode[] => {
  if (event.type === 'updateRejected') return [event.code];
  return event.type === 'aggregated' ? (event.excluded ?? []).map(({ code }) => code) : [];
};
