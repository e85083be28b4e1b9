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
  let state = from;
  let batch: ReportBatch | null = null;
  for (const timed of events) {
    if (batch?.take(timed)) continue;
    state = batch?.end() ?? state;
    [state] = reduceRun(state, timed, config);
    batch = openReportBatch(state, config);
  }
  return batch?.end() ?? state;
};

/**
 * Those of the events that continue a log after `seq`: what it has already is left out, and so is
 * what comes behind a gap, so that the log can be asked for again from there.
 */
export const nextEvents = (seq: number, events: readonly LoggedEvent[]): LoggedEvent[] => {
  const next: LoggedEvent[] = [];
  for (const logged of events) if (logged.seq === seq + next.length + 1) next.push(logged);
  return next;
};
