import type { LoggedEvent, RunConfig } from '@tributary/protocol';
import {
  initialRunState,
  nextEvents,
  type RunState,
  replayRun,
  replayTurns,
} from '@tributary/rounds';
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
  /** The events, oldest first: as many as `seq` says. What is behind them belongs to a later state of the log. */
  readonly events: readonly LoggedEvent[];
  /** Where each committed round ended: the seq of its last event. As many as `state.history` has count. */
  readonly commits: readonly number[];
  /** Earlier states, in order, from which any other is not far. */
  readonly landmarks: readonly Landmark[];
}

export interface Landmark {
  readonly seq: number;
  readonly state: RunState;
}

export const emptyRunLog: RunLog = {
  ...{ seq: 0, state: initialRunState, devices: {}, refused: [] },
  ...{ events: [], commits: [], landmarks: [] },
};

/** So many events are replayed for an earlier state at most. */
const LANDMARK_EVERY = 2_048;

/**
 * Adds events to a log: those it has already are skipped, and nothing is added after a gap, so that
 * the log can be asked for again from `seq` on.
 */
export const appendToLog = (
  log: RunLog,
  events: readonly LoggedEvent[],
  config: RunConfig,
): RunLog => {
  let grown = log;
  let rest = nextEvents(log.seq, events);
  while (rest.length > 0) {
    const room = LANDMARK_EVERY - (grown.seq % LANDMARK_EVERY);
    grown = extend(grown, rest.slice(0, room), config);
    rest = rest.slice(room);
  }
  return grown;
};

/** For whoever wants to know all that is in a log, at any of its moments. */
export const wholeLog = { empty: emptyRunLog, append: appendToLog };

/** For whoever only wants to know what it led to: the events are forgotten as soon as they have been read. */
export const latestState = {
  empty: { seq: 0, state: initialRunState } as Landmark,
  append: (
    { seq, state }: Landmark,
    events: readonly LoggedEvent[],
    config: RunConfig,
  ): Landmark => {
    const next = nextEvents(seq, events);
    return { seq: seq + next.length, state: replayRun(next, config, state) };
  },
};

/** @param next what comes next, up to the next landmark at most */
const extend = (log: RunLog, next: readonly LoggedEvent[], config: RunConfig): RunLog => {
  const joined: Record<string, Devices[string]> = {};
  const refused: Refusal[] = [];
  const commits: number[] = [];
  for (const { event } of next) {
    if (event.type === 'presenceChanged') Object.assign(joined, event.joined);
  }
  const turns = replayTurns(next, config, log.state);
  let turn = turns.next();
  for (; !turn.done; turn = turns.next()) {
    const { before, event, after } = turn.value;
    refused.push(...refusalsIn(event.event, before));
    if (after.history.length > before.history.length) commits.push(event.seq);
  }
  const seq = log.seq + next.length;
  const state = turn.value;
  const isLandmark = seq % LANDMARK_EVERY === 0;
  return {
    ...{ seq, state },
    devices: Object.keys(joined).length === 0 ? log.devices : { ...log.devices, ...joined },
    refused: refused.length === 0 ? log.refused : [...log.refused, ...refused],
    events: pushOnto(log.events, log.seq, next),
    commits: pushOnto(log.commits, log.state.history.length, commits),
    landmarks: pushOnto(
      log.landmarks,
      Math.floor(log.seq / LANDMARK_EVERY),
      isLandmark ? [{ seq, state }] : [],
    ),
  };
};

/**
 * The first `length` of a list with more behind them. The list itself grows where nothing stands there yet: a long
 * log would be copied with every event.
 */
const pushOnto = <Item>(
  list: readonly Item[],
  length: number,
  items: readonly Item[],
): readonly Item[] => {
  if (items.length === 0) return list;
  const own = length > 0 && list.length === length ? (list as Item[]) : list.slice(0, length);
  for (const item of items) own.push(item);
  return own;
};

/** The run after its event `seq`; 0 is before the first. */
export const stateAt = (log: RunLog, seq: number, config: RunConfig): RunState => {
  if (seq >= log.seq) return log.state;
  const landmark = log.landmarks[Math.floor(seq / LANDMARK_EVERY) - 1];
  const from = landmark ?? { seq: 0, state: initialRunState };
  return replayRun(log.events.slice(from.seq, seq), config, from.state);
};
