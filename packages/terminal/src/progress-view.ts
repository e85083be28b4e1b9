import type { ClientProgress } from '@tributary/protocol';
import { bufferedDigests, type Phase, type RoundRecord, type RunState } from '@tributary/rounds';
import { formatAccuracy, formatBar, formatBytes, formatLoss, formatSeconds } from './format.ts';

const BAR_WIDTH = 20;

/** How far each client's training is, by client id; only the open round's entries count. */
export type ProgressByClient = ReadonlyMap<string, ClientProgress>;

/** A committed round as one line: who reported, how good the model is, what it cost. */
export const describeCommitted = (record: RoundRecord, rounds: number): string => {
  const members = Object.values(record.cohort);
  const reported = members.filter(({ status }) => status === 'reported').length;
  return [
    `${roundLabel(record.round, rounds)} ${formatBar(1, BAR_WIDTH)}`,
    `${reported}/${members.length} clients`,
    `accuracy ${formatAccuracy(record.accuracy)}`,
    `loss ${formatLoss(record.loss)}`,
    `↑ ${formatBytes(record.bytesUp)} ↓ ${formatBytes(record.bytesDown)}`,
    formatSeconds(record.committedAt - record.openedAt),
  ].join('  ');
};

/** What moves while a round is open: the line below the committed ones. */
export const describeOpen = (
  state: RunState,
  progress: ProgressByClient,
  { rounds, minClients, now }: { rounds: number; minClients: number; now: number },
): string => {
  const { phase } = state;
  const label = roundLabel(state.round, rounds);
  switch (phase.name) {
    case 'idle':
      return `${label} ${state.status}`;
    case 'waiting': {
      const missing = Math.max(0, minClients - Object.keys(state.clients).length);
      return `${label} ${formatBar(0, BAR_WIDTH)}  waiting for ${missing} more clients`;
    }
    default:
      return [
        `${label} ${formatBar(fractionDone(state, progress), BAR_WIDTH)}`,
        phase.name === 'buffering' ? describeBuffer(state) : describeCohort(phase),
        formatSeconds(now - phase.openedAt),
      ].join('  ');
  }
};

const describeBuffer = (state: RunState): string =>
  `${bufferedDigests(state).length}/${state.flight?.bufferSize ?? 0} updates`;

type ActivePhase = Exclude<Phase, { name: 'idle' | 'waiting' | 'buffering' }>;

const describeCohort = (phase: ActivePhase): string => {
  if (phase.name === 'aggregating') return 'averaging';
  if (phase.name === 'evaluating') return 'testing the new model';
  const members = Object.values(phase.cohort);
  const reported = members.filter(({ status }) => status === 'reported').length;
  const lost = members.filter(
    ({ status }) => status !== 'reported' && status !== 'training',
  ).length;
  return `${reported}/${members.length} clients${lost === 0 ? '' : `, ${lost} lost`}`;
};

/** The share of the cohort's work that is done, or of a buffer that is full; a client's upload is its last tenth. */
export const fractionDone = (state: RunState, progress: ProgressByClient): number => {
  const { phase, round, flight } = state;
  if (phase.name === 'buffering' && flight)
    return bufferedDigests(state).length / flight.bufferSize;
  if (!('cohort' in phase)) return 0;
  if (phase.name !== 'reporting') return 1;
  const shares = Object.entries(phase.cohort).map(([clientId, member]) => {
    if (member.status !== 'training') return 1;
    const latest = progress.get(clientId);
    if (latest?.round !== round || latest.steps === 0) return 0;
    return latest.stage === 'uploading' ? 0.95 : (0.9 * latest.step) / latest.steps;
  });
  return shares.reduce((sum, share) => sum + share, 0) / Math.max(1, shares.length);
};

const roundLabel = (round: number, rounds: number): string =>
  `Round ${String(round).padStart(String(rounds).length)}/${rounds}`;
