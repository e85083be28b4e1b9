import type { LoggedEvent, RunId } from '@tributary/protocol';
import type { Phase, RunState } from '@tributary/rounds';

/** What a round is made of, as it shows on a clock. */
export type RoundPart = 'waiting' | 'reporting' | 'aggregating' | 'evaluating';

/** What becomes of rounds. Times are Unix ms. */
export interface RoundsListener {
  opened?(round: RoundOfRun, at: number): void;
  /** A part has ended, whatever came of it. */
  partEnded?(round: RoundOfRun, part: RoundPart, span: Span): void;
  closed?(round: RoundOfRun, outcome: 'committed' | 'abandoned', span: Span): void;
}

export interface RoundOfRun {
  readonly runId: RunId;
  readonly round: number;
  readonly attempt: number;
}

export interface Span {
  readonly from: number;
  readonly to: number;
}

interface Watched {
  readonly runId: RunId;
  readonly state: RunState;
}

/** Where a run stood after its last event. */
interface Place extends RoundOfRun {
  readonly part: RoundPart | null;
  readonly since: number;
  readonly commits: number;
  /** When the round was opened that is under way; null between rounds. */
  readonly openedAt: number | null;
}

const PARTS: Readonly<Record<Phase['name'], RoundPart | null>> = {
  idle: null,
  waiting: 'waiting',
  reporting: 'reporting',
  buffering: 'reporting',
  aggregating: 'aggregating',
  evaluating: 'evaluating',
};

/**
 * Tells rounds and their parts from a run's events, one after the other. What was under way when it was first
 * heard of a run counts from then.
 * @returns what is to be called after each event
 */
export const followRounds = (
  listener: RoundsListener,
): ((run: Watched, logged: LoggedEvent) => void) => {
  const places = new Map<RunId, Place>();
  return ({ runId, state }, { at }) => {
    const before = places.get(runId);
    const after = placeOf({ runId, state }, before, at);
    if (before !== undefined) compare(before, after, { at, listener });
    if (before === undefined && after.openedAt !== null) listener.opened?.(after, at);
    if (after.part === null && after.openedAt === null) places.delete(runId);
    else places.set(runId, after);
  };
};

const placeOf = ({ runId, state }: Watched, before: Place | undefined, at: number): Place => {
  const { round, attempt, history } = state;
  const part = PARTS[state.phase.name];
  const isSameTry = before?.round === round && before.attempt === attempt;
  const isSamePart = isSameTry && before.part === part;
  const isOpen = part !== null && part !== 'waiting';
  const openedAt = isSameTry && before.openedAt !== null ? before.openedAt : at;
  return {
    ...{ runId, round, attempt, part, commits: history.at(-1)?.round ?? 0 },
    since: isSamePart ? before.since : at,
    openedAt: isOpen ? openedAt : null,
  };
};

const compare = (
  before: Place,
  after: Place,
  { at, listener }: { readonly at: number; readonly listener: RoundsListener },
): void => {
  const isSameTry = before.round === after.round && before.attempt === after.attempt;
  if (before.part !== null && !(isSameTry && before.part === after.part)) {
    listener.partEnded?.(before, before.part, { from: before.since, to: at });
  }
  if (before.openedAt !== null && !(isSameTry && after.openedAt !== null)) {
    const outcome = after.commits > before.commits ? 'committed' : 'abandoned';
    listener.closed?.(before, outcome, { from: before.openedAt, to: at });
  }
  if (after.openedAt !== null && !(isSameTry && before.openedAt !== null)) {
    listener.opened?.(after, at);
  }
};
