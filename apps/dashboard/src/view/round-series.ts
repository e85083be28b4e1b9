import { type RoundRecord, reportedMembers } from '@tributary/rounds';

/** One committed round as charts and tables show it. */
export interface RoundPoint {
  readonly round: number;
  readonly checkpoint: string;
  /** In [0, 1]. */
  readonly accuracy: number | null;
  /** Mean cross-entropy in nats; of numbers, the mean squared error. */
  readonly loss: number | null;
  readonly selected: number;
  readonly reported: number;
  readonly bytesUp: number;
  readonly bytesDown: number;
  /** Privacy spent up to this round; null where none is promised, or no bound is known. */
  readonly epsilon: number | null;
  /** Before the round opened and after its last report: for clients to come, and for those who did not report. */
  readonly waitingMs: number;
  /** Local training of the client that reported last. */
  readonly trainingMs: number;
  /** What that client needed besides: download, getting ready, upload. */
  readonly transferMs: number;
  readonly averagingMs: number;
  readonly testingMs: number;
  /** From the opening of the round to its commit. */
  readonly totalMs: number;
}

/** The committed rounds, oldest first, with their times split by what they were spent on. */
export const roundSeries = (history: readonly RoundRecord[]): RoundPoint[] =>
  history.map((record, index) => pointOf(record, history[index - 1]));

/** A committed round does not change any more; with a thousand clients it is not reckoned twice. */
const known = new WeakMap<RoundRecord, RoundPoint>();
const pointOf = (record: RoundRecord, before: RoundRecord | undefined): RoundPoint => {
  const point = known.get(record) ?? describe(record, before);
  known.set(record, point);
  return point;
};

const describe = (record: RoundRecord, before: RoundRecord | undefined): RoundPoint => {
  const { cohort, openedAt, closedAt, aggregatedAt, committedAt } = record;
  const reports = reportedMembers(cohort).map(([, member]) => member);
  const last = reports.reduce((a, b) => (b.at >= a.at ? b : a), reports[0] ?? nobody(openedAt));
  const workMs = clamp(last.at - openedAt, closedAt - openedAt);
  const trainingMs = clamp(last.metrics.trainMs, workMs);
  return {
    round: record.round,
    checkpoint: record.checkpoint,
    accuracy: record.accuracy,
    loss: record.loss,
    selected: Object.keys(cohort).length,
    reported: reports.length,
    bytesUp: record.bytesUp,
    bytesDown: record.bytesDown,
    epsilon: record.spent?.epsilon ?? null,
    waitingMs: clamp(openedAt - (before?.committedAt ?? openedAt)) + (closedAt - openedAt - workMs),
    trainingMs,
    transferMs: workMs - trainingMs,
    averagingMs: aggregatedAt - closedAt,
    testingMs: committedAt - aggregatedAt,
    totalMs: committedAt - openedAt,
  };
};

const nobody = (at: number) => ({ at, metrics: { trainMs: 0 } });

const clamp = (value: number, most = Number.POSITIVE_INFINITY): number =>
  Math.max(0, Math.min(value, most));

export interface RunTotals {
  readonly bytesDown: number;
  /** Time spent inside committed rounds. */
  readonly roundsMs: number;
}

/** Sums over all committed rounds. */
export const runTotals = (points: readonly RoundPoint[]): RunTotals => ({
  bytesDown: sum(points, 'bytesDown'),
  roundsMs: sum(points, 'totalMs'),
});

const sum = (points: readonly RoundPoint[], key: 'bytesDown' | 'totalMs'): number =>
  points.reduce((total, point) => total + point[key], 0);
