import type { LoggedEvent, RunConfig } from '@tributary/protocol';
import { reduceRun, type TimedEvent } from './reduce-run.ts';
import { openReportBatch, type ReportBatch } from './report-batch.ts';
import { initialRunState, type RunState } from './run-state.ts';

/** The state that a log leads to. The effects were performed when the events were logged. */
export const replayRun = (
  events: Iterable<TimedEvent>,
  config: RunConfig,
  from: RunState = initialRunState,
): RunState => {
  const turns = replayTurns(events, config, from);
  for (;;) {
    const { done, value } = turns.next();
    if (done) return value;
  }
};

/** An event that did more than count a report in a round that stayed open. */
export interface Turn<Event extends TimedEvent = TimedEvent> {
  readonly before: RunState;
  readonly event: Event;
  readonly after: RunState;
}

/**
 * Replays a log and shows the turns that it takes; reports that change nothing but their round's cohort are in the
 * next turn's `before`.
 * @returns the state after the last event
 */
export function* replayTurns<Event extends TimedEvent>(
  events: Iterable<Event>,
  config: RunConfig,
  from: RunState = initialRunState,
): Generator<Turn<Event>, RunState, undefined> {
  let state = from;
  let batch: ReportBatch | null = null;
  for (const event of events) {
    if (batch?.take(event)) continue;
    const before = batch?.end() ?? state;
    [state] = reduceRun(before, event, config);
    yield { before, event, after: state };
    batch = openReportBatch(state, config);
  }
  return batch?.end() ?? state;
}

/**
 * Those of the events that continue a log after `seq`: what it has already is left out, and so is
 * what comes behind a gap, so that the log can be asked for again from there.
 */
export const nextEvents = (seq: number, events: readonly LoggedEvent[]): LoggedEvent[] => {
  const next: LoggedEvent[] = [];
  for (const logged of events) if (logged.seq === seq + next.length + 1) next.push(logged);
  return next;
};
