import type { ClientId, LoggedEvent, RunConfig } from '@tributary/protocol';
import {
  countMembers,
  type ReportingPhase,
  type RunState,
  replayTurns,
  requiredReports,
} from '@tributary/rounds';
import { type Lane, type LossKind, lanesOf } from './round-lanes.ts';
import { type RunLog, stateAt } from './run-log.ts';

/** What happened in one attempt at a round. Times are Unix ms. */
export interface AttemptStory {
  readonly attempt: number;
  readonly openedAt: number;
  /** Null while it is open. */
  readonly closedAt: number | null;
  readonly deadlineAt: number;
  /** So many reports close it. */
  readonly wanted: number;
  /** So many must come for it to count. */
  readonly required: number;
  /** When that many had come; null where they did not, or none is required. */
  readonly quorumAt: number | null;
  readonly ending: Ending | null;
  /** The cohort, in the order of its members' ids. */
  readonly lanes: readonly Lane[];
}

/** Why an attempt closed. */
export type Ending =
  | 'as-many-as-wanted'
  | 'nobody-left'
  | 'deadline'
  | 'adaptive-deadline'
  | 'stopped';

/** The events from the commit of the round before to that of this one; the last of a round may be still to come. */
export const eventsOfRound = (
  { state, seq, commits, events }: RunLog,
  round: number,
): readonly LoggedEvent[] => {
  const committed = state.history.length;
  const endOf = (done: number) =>
    done <= 0 ? 0 : done <= committed ? (commits[done - 1] ?? seq) : seq;
  return events.slice(endOf(round - 1), endOf(round));
};

/**
 * The attempts at a round, oldest first, as its events tell. None in an asynchronous run, where nobody is waited for.
 */
export const roundStory = (log: RunLog, round: number, config: RunConfig): AttemptStory[] => {
  const events = eventsOfRound(log, round);
  const from = stateAt(log, (events[0]?.seq ?? log.seq + 1) - 1, config);
  const spans: Span[] = [];
  const open = (state: RunState, seq: number) => {
    if (state.phase.name === 'reporting' && state.round === round) {
      spans.push({ opened: state.phase, attempt: state.attempt, openedSeq: seq, closed: null });
    }
  };
  open(from, (events[0]?.seq ?? 1) - 1);
  for (const { before, event, after } of replayTurns(events, config, from)) {
    if (before.phase.name !== 'reporting') {
      open(after, event.seq);
    } else if (openingOf(after) !== before.phase.openedAt || after.attempt !== before.attempt) {
      const span = spans.at(-1);
      if (span) span.closed = { event, before: before.phase, after };
      open(after, event.seq);
    }
  }
  return spans.map((span) => tell(span, events, config));
};

interface Span {
  readonly opened: ReportingPhase;
  readonly attempt: number;
  readonly openedSeq: number;
  closed: {
    readonly event: LoggedEvent;
    readonly before: ReportingPhase;
    readonly after: RunState;
  } | null;
}

const openingOf = ({ phase }: RunState): number | null =>
  phase.name === 'reporting' ? phase.openedAt : null;

const tell = (span: Span, events: readonly LoggedEvent[], config: RunConfig): AttemptStory => {
  const { opened, attempt, openedSeq, closed } = span;
  const closedSeq = closed?.event.seq ?? Number.POSITIVE_INFINITY;
  const ending = closed && endingOf(closed);
  const lanes = lanesOf(Object.keys(opened.cohort), {
    attempt,
    ending,
    during: events.filter(({ seq }) => seq > openedSeq && seq <= closedSeq),
    after: events.filter(({ seq }) => seq > closedSeq),
  });
  const required = requiredReports(opened.wanted, config);
  const arrivals = lanes.flatMap(({ arrival }) => arrival?.at ?? []).sort((a, b) => a - b);
  return {
    ...{ attempt, ending, lanes, required },
    openedAt: opened.openedAt,
    closedAt: closed?.event.at ?? null,
    deadlineAt: closed?.before.deadlineAt ?? opened.deadlineAt,
    wanted: opened.wanted,
    quorumAt: required > 0 ? (arrivals[required - 1] ?? null) : null,
  };
};

/** The closing event itself may be a report, or the leave of the last who was at work. */
const endingOf = ({ event, before, after }: NonNullable<Span['closed']>): Ending => {
  if (event.event.type === 'runStopped') return 'stopped';
  const cohort = 'cohort' in after.phase ? after.phase.cohort : before.cohort;
  const { reported, training } = countMembers(cohort);
  if (reported >= before.wanted) return 'as-many-as-wanted';
  if (event.at >= before.deadlineAt) return 'deadline';
  return training > 0 && event.event.type === 'tick' ? 'adaptive-deadline' : 'nobody-left';
};

/** The clients of an attempt by what became of them. */
export const countLanes = (lanes: readonly Lane[]) => ({
  counted: lanes.filter(({ arrival, loss }) => arrival !== null && loss === null).length,
  lost: lanes.filter(({ loss }) => loss !== null).length,
  open: lanes.filter(({ arrival, loss }) => arrival === null && loss === null).length,
});

/** Who dropped out of an attempt, for each reason. */
export const lossesByKind = (
  lanes: readonly Lane[],
): ReadonlyMap<LossKind, readonly ClientId[]> => {
  const byKind = new Map<LossKind, ClientId[]>();
  for (const { clientId, loss } of lanes) {
    if (loss === null) continue;
    byKind.set(loss.kind, [...(byKind.get(loss.kind) ?? []), clientId]);
  }
  return byKind;
};
