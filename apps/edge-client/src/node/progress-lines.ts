import type { ClientState, Contribution } from '@tributary/client';
import type { UpdateMetrics } from '@tributary/protocol';

/** What a terminal says of one client when its state changes: nothing, or a few plain lines. */
export const progressLines = (before: ClientState, after: ClientState): string[] => [
  ...connectionLines(before, after),
  ...problemLines(before, after),
  ...after.contributions.slice(before.contributions.length).map(describeContribution),
];

const problemLines = ({ problem: before }: ClientState, { problem }: ClientState): string[] => {
  if (problem === null || problem.message === before?.message) return [];
  const { message, willRetry } = problem;
  return [`cannot get ready to train${willRetry ? ', trying again' : ''}: ${message}`];
};

const connectionLines = (before: ClientState, after: ClientState): string[] => {
  if (after.connection === 'reconnecting' && before.connection !== 'reconnecting') {
    return [lossOf(before)];
  }
  if (after.connection === 'refused' && before.connection !== 'refused') {
    return [`was refused: ${after.refusal?.message ?? 'no reason was given'}`];
  }
  if (!after.enrolled) return [];
  const { backend } = after;
  if (before.enrolled && before.backend?.backend === backend?.backend) return [];
  if (backend === null) return [`joined as ${after.clientId}, waiting for a run`];
  return [`joined as ${after.clientId}, training on ${backend.backend}: ${backend.reason}`];
};

/** Whoever has not been counted in yet has lost nothing: a coordinator waits only so long for a device to get ready. */
const lossOf = ({ connection, enrolled }: ClientState): string => {
  if (enrolled) return 'lost the connection, trying to come back';
  return connection === 'connected'
    ? 'is still getting ready, and then connects again'
    : 'is not connected yet, trying again';
};

const describeContribution = (contribution: Contribution): string => {
  const { round, outcome, message, numExamples, payloadBytes, metrics } = contribution;
  const head = `round ${round} ${outcome}${message === undefined ? '' : `: ${message}`}`;
  if (metrics === null) return head;
  return [
    head,
    `${numExamples.toLocaleString('en')} examples`,
    scoreOf(metrics),
    `${Math.round(payloadBytes / 1000).toLocaleString('en')} kB up`,
    `${(metrics.trainMs / 1000).toFixed(1)} s on ${metrics.backend}`,
  ].join(', ');
};

/** Of numbers there is no accuracy, but the mean squared error. */
const scoreOf = (metrics: UpdateMetrics): string =>
  metrics.accuracyAfter === undefined && metrics.lossAfter !== undefined
    ? `loss ${digits(metrics.lossBefore)} -> ${digits(metrics.lossAfter)}`
    : `accuracy ${percent(metrics.accuracyBefore)} -> ${percent(metrics.accuracyAfter)}`;

const digits = (loss: number | undefined): string =>
  loss?.toLocaleString('en', { maximumSignificantDigits: 3 }) ?? '?';

const percent = (share: number | undefined): string =>
  share === undefined ? '?' : `${(share * 100).toFixed(1)} %`;
