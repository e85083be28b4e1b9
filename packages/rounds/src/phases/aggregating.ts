import type { ClientId, RunConfig } from '@tributary/protocol';
import type { AggregateResult } from '../folding/aggregate-round.ts';
import type { ReportedUpdate, RunEffect, Transition } from '../run-effect.ts';
import {
  type AggregatingPhase,
  type Cohort,
  type CohortMember,
  type CountedUpdate,
  type EvaluatingPhase,
  type ReportedMember,
  type ReportingPhase,
  type RoundRecord,
  type RunState,
  reportedMembers,
} from '../run-state.ts';
import { whySpent } from './privacy-budget.ts';
import { closeRound } from './reporting.ts';
import { enterWaiting } from './waiting.ts';

interface ClosingRound extends Pick<ReportingPhase, 'openedAt' | 'cohort' | 'wanted'> {
  readonly plans?: AggregatingPhase['plans'];
}

/** Closes a round that has its quorum or a full buffer: the cohort is frozen, its updates are folded. */
export const enterAggregating = (
  state: RunState,
  { openedAt, cohort, wanted, plans = null }: ClosingRound,
  at: number,
): Transition<RunState> => {
  const next: RunState = {
    ...state,
    phase: {
      ...{ name: 'aggregating', openedAt, closedAt: at, cohort, wanted, plans },
      numClients: countClients(state, cohort),
    },
  };
  return [next, [...closeRound(state, 'aggregating'), aggregateEffect(next)]];
};

/** The fold of the closed round; asked for again after a restart. Throws outside the phase: a bug. */
export const aggregateEffect = (state: RunState): RunEffect => {
  const { phase, round, attempt, model, flight } = state;
  if (phase.name !== 'aggregating' || model === null) {
    throw new Error('Only a closed round can be aggregated.');
  }
  return {
    type: 'aggregate',
    round,
    attempt,
    base: model.iterate,
    optimizerState: model.optimizerState,
    clipNorm: model.clipNorm,
    openings: state.openings,
    numClients: phase.numClients,
    updates: reportedMembers(phase.cohort).map(([, member]) => ({
      ...describeUpdate(member),
      ...(flight?.rebased && member.base !== undefined && { base: member.base }),
    })),
  };
};

/** What was being computed when the coordinator went away. */
export const askAgain = (state: RunState): RunEffect[] => {
  const { phase, round } = state;
  if (phase.name === 'aggregating') return [aggregateEffect(state)];
  if (phase.name !== 'evaluating') return [];
  return [{ type: 'evaluate', round, checkpoint: phase.candidate.checkpoint }];
};

/** Everyone who is there, at work or has been in a cohort. */
const countClients = ({ clients, flight, participants }: RunState, cohort: Cohort): number =>
  new Set([clients, cohort, flight?.members ?? {}, participants].flatMap(Object.keys)).size;

/** What rules may want to know of an update. Steps and losses are what the client says. */
const describeUpdate = ({
  digest,
  numExamples,
  norm,
  metrics,
  staleness,
}: ReportedMember): ReportedUpdate => ({
  digest,
  numExamples,
  steps: Math.max(1, metrics.steps),
  ...(staleness !== undefined && { staleness }),
  ...(norm !== undefined && { norm }),
  ...(metrics.lossBefore !== undefined && { lossBefore: Math.max(0, metrics.lossBefore) }),
});

/** The candidate is there: have it tested, and tell those whose updates were left out. */
export const enterEvaluating = (
  state: RunState,
  { checkpoint, iterate = checkpoint, broadcast = iterate, ...result }: AggregateResult,
  at: number,
): Transition<RunState> => {
  if (state.phase.name !== 'aggregating') return [state, []];
  const { openedAt, closedAt } = state.phase;
  const folded = reportedMembers(state.phase.cohort).map(([, { digest }]) => digest);
  const compared = withCosines(state.phase.cohort, result.cosines);
  const [cohort, told] = exclude(compared, result.excluded ?? [], state.round);
  const { optimizerState, clipNorm = null, privacy = null } = result;
  const next: RunState = {
    ...state,
    phase: {
      name: 'evaluating',
      ...{ openedAt, closedAt, cohort, privacy, aggregatedAt: at },
      candidate: { checkpoint, iterate, broadcast, optimizerState, clipNorm },
    },
  };
  const forgetting: RunEffect[] = state.flight ? [{ type: 'forgetUpdates', digests: folded }] : [];
  return [next, [...forgetting, ...told, { type: 'evaluate', round: state.round, checkpoint }]];
};

const withCosines = (cohort: Cohort, cosines: AggregateResult['cosines']): Cohort =>
  cosines === undefined
    ? cohort
    : Object.fromEntries(
        Object.entries(cohort).map(([clientId, member]) => {
          const cosine = member.status === 'reported' ? cosines[member.digest] : undefined;
          return [clientId, cosine === undefined ? member : { ...member, cosine }];
        }),
      );

/** The cohort without the updates that stood out, and who is to be told. */
const exclude = (
  cohort: Cohort,
  excluded: NonNullable<AggregateResult['excluded']>,
  round: number,
): [Cohort, RunEffect[]] => {
  const codes = new Map(excluded.map(({ digest, code }) => [digest, code]));
  const told: RunEffect[] = [];
  const rest = Object.entries(cohort).map(([clientId, member]): [string, CohortMember] => {
    if (member.status !== 'reported') return [clientId, member];
    const code = codes.get(member.digest);
    if (code === undefined) return [clientId, member];
    told.push({ type: 'tellExcluded', clientId, round: planRound(round, member), code });
    const { norm, cosine, payloadBytes } = member;
    return [
      clientId,
      {
        ...{ status: 'rejected', code, payloadBytes },
        ...(norm !== undefined && { norm }),
        ...(cosine !== undefined && { cosine }),
      },
    ];
  });
  return [Object.fromEntries(rest), told];
};

/** The round of the plan that an update answers, of one that was closed with this round. */
export const planRound = (round: number, { staleness = 0 }: ReportedMember): number =>
  round - staleness;

/** An aggregate that cannot be made is a fault in the coordinator: the run ends and says why. */
export const failAggregation = (state: RunState, reason: string): Transition<RunState> => [
  {
    ...state,
    status: 'failed',
    statusReason: `Round ${state.round} could not be aggregated: ${reason}`,
    phase: { name: 'idle' },
  },
  [],
];

/** What testing the candidate brought. */
export interface Evaluation {
  readonly accuracy: number | null;
  readonly loss: number | null;
  readonly bytesDown: number;
  readonly at: number;
}

/** Commits the candidate and goes on to the next round, or completes the run. */
export const commitRound = (
  state: RunState,
  evaluation: Evaluation,
  config: RunConfig,
): Transition<RunState> => {
  if (state.phase.name !== 'evaluating') return [state, []];
  const { privacy, candidate } = state.phase;
  const record = recordOf(state, state.phase, evaluation);
  const commit: RunEffect = { type: 'commitRound', record };
  const committed: RunState = {
    ...state,
    model: candidate,
    participants: { ...state.participants, ...Object.fromEntries(participation(state, record)) },
    history: [...state.history, record],
    attempt: 1,
  };
  const isLast = state.round >= config.rounds;
  const statusReason = isLast ? null : whySpent(privacy, config);
  if (isLast || statusReason) {
    return [{ ...committed, status: 'completed', statusReason, phase: { name: 'idle' } }, [commit]];
  }
  const [next, effects] = enterWaiting(
    { ...committed, round: state.round + 1 },
    evaluation.at,
    config,
  );
  return [next, [commit, ...effects]];
};

/** What a round makes of those in its cohort: whose update counted, and who has been there without. */
const participation = (
  { participants }: RunState,
  { round, cohort }: RoundRecord,
): [ClientId, CountedUpdate | null][] =>
  Object.entries(cohort).map(([clientId, member]) => [
    clientId,
    member.status === 'reported'
      ? { round: planRound(round, member), digest: member.digest }
      : (participants[clientId] ?? null),
  ]);

const recordOf = (
  { round, attempt }: RunState,
  { openedAt, closedAt, cohort, aggregatedAt, candidate, privacy }: EvaluatingPhase,
  { accuracy, loss, bytesDown, at }: Evaluation,
): RoundRecord => ({
  ...{ round, attempt, ...candidate, accuracy, loss },
  ...{ openedAt, closedAt, aggregatedAt, committedAt: at },
  bytesUp: Object.values(cohort).reduce((sum, member) => sum + bytesOf(member), 0),
  bytesDown,
  cohort,
  spent: privacy?.spent ?? null,
});

const bytesOf = (member: CohortMember): number =>
  'payloadBytes' in member ? (member.payloadBytes ?? 0) : 0;
