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
  /** From the opening of the round until its last report: training, transfer and waiting. */
  readonly trainingMs: number;
  readonly averagingMs: number;
  readonly testingMs: number;
  /** The sum of the three. */
  readonly totalMs: number;
}

/** The committed rounds, oldest first, with their times split by what they were spent on. */
export const roundSeries = (history: readonly RoundRecord[]): RoundPoint[] =>
  history.map(({ cohort, openedAt, closedAt, aggregatedAt, committedAt, ...record }) => ({
    round: record.round,
    checkpoint: record.checkpoint,
    accuracy: record.accuracy,
    loss: record.loss,
    selected: Object.keys(cohort).length,
    reported: reportedMembers(cohort).length,
    bytesUp: record.bytesUp,
    bytesDown: record.bytesDown,
    trainingMs: closedAt - openedAt,
    averagingMs: aggregatedAt - closedAt,
    testingMs: committedAt - aggregatedAt,
    totalMs: committedAt - openedAt,
  }));

export interface RunTotals {
  readonly accuracy: number | null;
  readonly loss: number | null;
  readonly bytesUp: number;
  readonly bytesDown: number;
  /** Time spent inside committed rounds. */
  readonly roundsMs: number;
}

/** The newest result and the sums over all committed rounds. */
export const runTotals = (points: readonly RoundPoint[]): RunTotals => ({
  accuracy: points.at(-1)?.accuracy ?? null,
  loss: points.at(-1)?.loss ?? null,
  bytesUp: sum(points, 'bytesUp'),
  bytesDown: sum(points, 'bytesDown'),
  roundsMs: sum(points, 'totalMs'),
});

const sum = (points: readonly RoundPoint[], key: 'bytesUp' | 'bytesDown' | 'totalMs'): number =>
  points.reduce((total, point) => total + point[key], 0);
