import {
  countMembers,
  type ReportedMember,
  type RoundRecord,
  type RunState,
  reportedMembers,
} from '@tributary/rounds';

/** A committed round in one row. What was not measured is null. Times in ms, losses in nats or squared units. */
export interface RoundMetrics {
  readonly round: number;
  /** ISO 8601, UTC. */
  readonly committedAt: string;
  /** In [0, 1], on the coordinator's test set. */
  readonly accuracy: number | null;
  readonly loss: number | null;
  readonly attempt: number;
  readonly cohort: number;
  readonly reported: number;
  readonly rejected: number;
  readonly declined: number;
  readonly departed: number;
  /** Over all that were reported, as the clients count them. */
  readonly examples: number;
  /** What the clients measured on their own data with the model that they got: means by examples. */
  readonly clientLossBefore: number | null;
  readonly clientAccuracyBefore: number | null;
  /** And after their local training. */
  readonly clientLossAfter: number | null;
  readonly clientAccuracyAfter: number | null;
  /** The mean of ‖δ‖₂. */
  readonly meanUpdateNorm: number | null;
  readonly meanTrainMs: number | null;
  readonly bytesUp: number;
  readonly bytesDown: number;
  /** From the plan to the last report that was waited for. */
  readonly reportingMs: number;
  readonly aggregatingMs: number;
  readonly evaluatingMs: number;
  /** What privacy the run had spent; null without a promise, or without a bound. */
  readonly epsilon: number | null;
  /** The digest of the round's model. */
  readonly checkpoint: string;
}

/** Every committed round of a run, oldest first. Cohorts are those that the state still knows. */
export const metricsRows = ({ history }: Pick<RunState, 'history'>): RoundMetrics[] =>
  history.map(roundMetrics);

const roundMetrics = (record: RoundRecord): RoundMetrics => {
  const { openedAt, closedAt, aggregatedAt, committedAt } = record;
  const counts = countMembers(record.cohort);
  const reports = reportedMembers(record.cohort).map(([, member]) => member);
  return {
    round: record.round,
    committedAt: new Date(committedAt).toISOString(),
    accuracy: finite(record.accuracy),
    loss: finite(record.loss),
    attempt: record.attempt,
    cohort: Object.keys(record.cohort).length,
    reported: counts.reported,
    rejected: counts.rejected,
    declined: counts.declined,
    departed: counts.departed,
    ...clientMetrics(reports),
    bytesUp: record.bytesUp,
    bytesDown: record.bytesDown,
    reportingMs: closedAt - openedAt,
    aggregatingMs: aggregatedAt - closedAt,
    evaluatingMs: committedAt - aggregatedAt,
    epsilon: record.spent?.epsilon ?? null,
    checkpoint: record.checkpoint,
  };
};

const clientMetrics = (reports: readonly ReportedMember[]) => {
  const byExamples = (read: (report: ReportedMember) => number | undefined) =>
    weightedMean(reports, read, ({ numExamples }) => numExamples);
  const plain = (read: (report: ReportedMember) => number | undefined) =>
    weightedMean(reports, read, () => 1);
  return {
    examples: reports.reduce((sum, { numExamples }) => sum + numExamples, 0),
    clientLossBefore: byExamples(({ metrics }) => metrics.lossBefore),
    clientAccuracyBefore: byExamples(({ metrics }) => metrics.accuracyBefore),
    clientLossAfter: byExamples(({ metrics }) => metrics.lossAfter),
    clientAccuracyAfter: byExamples(({ metrics }) => metrics.accuracyAfter),
    meanUpdateNorm: plain(({ norm }) => norm),
    meanTrainMs: plain(({ metrics }) => metrics.trainMs),
  };
};

/** Over those that measured it; null where nobody did. */
const weightedMean = (
  reports: readonly ReportedMember[],
  read: (report: ReportedMember) => number | undefined,
  weigh: (report: ReportedMember) => number,
): number | null => {
  let [sum, weights] = [0, 0];
  for (const report of reports) {
    const value = read(report);
    if (value === undefined) continue;
    sum += value * weigh(report);
    weights += weigh(report);
  }
  return weights === 0 ? null : finite(sum / weights);
};

/** A run that diverged has no number. */
const finite = (value: number | null): number | null =>
  value !== null && Number.isFinite(value) ? value : null;
