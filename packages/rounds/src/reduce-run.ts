import {
  type ClientId,
  type Device,
  isEnded,
  type RunConfig,
  type RunEvent,
} from '@tributary/protocol';
import { judgeUpdate } from './judge-update.ts';
import {
  aggregateEffect,
  commitRound,
  enterEvaluating,
  failAggregation,
} from './phases/aggregating.ts';
import { closeRound, closeWhenDone, updateMember } from './phases/reporting.ts';
import { openRound, planFor } from './phases/selecting.ts';
import { enterWaiting } from './phases/waiting.ts';
import type { RunEffect, Transition } from './run-effect.ts';
import type { RunState } from './run-state.ts';

/** How long a restarted coordinator waits for the cohort to reconnect before it counts anyone out. */
export const RESTART_GRACE_MS = 15_000;

/** An event with the time at which it was logged, in Unix ms. */
export interface TimedEvent {
  readonly at: number;
  readonly event: RunEvent;
}

/**
 * The one place where a run changes. Pure and total: time comes in `at`, chance from the run's seed,
 * and an event that has no meaning in the present state (a late update, a second start) changes
 * nothing. See `run-effect.ts` for what it may ask for.
 */
export const reduceRun = (
  state: RunState,
  { at, event }: TimedEvent,
  config: RunConfig,
): Transition<RunState> => {
  if (isEnded(state.status)) return [state, []];
  switch (event.type) {
    case 'runStarted':
      if (state.status !== 'created') return [state, []];
      return enterWaiting({ ...state, ...begun(event) }, at, config);
    case 'runPaused':
      return pause(state);
    case 'runResumed':
      return resume(state, at, config);
    case 'runStopped':
      return stop(state);
    case 'clientJoined':
      return join(state, { ...event, at }, config);
    case 'clientLeft':
      return leave(state, { ...event, at }, config);
    case 'updateReceived':
      return report(state, { at, event }, config);
    case 'updateRejected':
      return dropOut(
        state,
        { ...event, at, member: { status: 'rejected', code: event.code } },
        config,
      );
    case 'roundDeclined':
      return dropOut(
        state,
        { ...event, at, member: { status: 'declined', reason: event.reason } },
        config,
      );
    case 'tick':
      return state.phase.name === 'waiting'
        ? openRound(state, at, config)
        : closeWhenDone(state, at, config);
    case 'aggregated':
      return isCurrent(state, event) ? enterEvaluating(state, event, at) : [state, []];
    case 'aggregationFailed':
      return isCurrent(state, event) && state.phase.name === 'aggregating'
        ? failAggregation(state, event.reason)
        : [state, []];
    case 'evaluated':
      return event.round === state.round
        ? commitRound(state, { ...event, at }, config)
        : [state, []];
    case 'coordinatorRestarted':
      return restart(state, at);
  }
};

/** The first model is the same for testing, for averaging and, unless it is encoded, for the clients. */
const begun = ({
  checkpoint,
  broadcast = checkpoint,
  samplingKey,
}: EventOf<'runStarted'>): Pick<RunState, 'status' | 'model' | 'samplingKey'> => ({
  status: 'running',
  model: { checkpoint, iterate: checkpoint, broadcast, optimizerState: null, clipNorm: null },
  samplingKey: samplingKey ?? null,
});

type EventOf<Type extends RunEvent['type']> = Extract<RunEvent, { type: Type }>;

const isCurrent = (state: RunState, event: { round: number; attempt: number }): boolean =>
  event.round === state.round && event.attempt === state.attempt;

/** Lets the open round finish; holds before the next one. */
const pause = (state: RunState): Transition<RunState> => {
  if (state.status !== 'running') return [state, []];
  if (state.phase.name === 'waiting') {
    return [{ ...state, status: 'paused', phase: { name: 'idle' } }, []];
  }
  return [{ ...state, status: 'pausing' }, []];
};

const resume = (state: RunState, at: number, config: RunConfig): Transition<RunState> => {
  const running: RunState = { ...state, status: 'running', statusReason: null };
  if (state.status === 'pausing') return [running, []];
  if (state.status === 'paused') return enterWaiting(running, at, config);
  return [state, []];
};

const stop = (state: RunState): Transition<RunState> => [
  { ...state, status: 'stopped', phase: { name: 'idle' } },
  'cohort' in state.phase
    ? [
        ...closeRound(state, 'stopped'),
        { type: 'dropUpdates', round: state.round, attempt: state.attempt },
      ]
    : [],
];

/** A client is there: it may be selected, and a member that comes back is told its plan again. */
const join = (
  state: RunState,
  { clientId, device, at }: { clientId: ClientId; device: Device; at: number },
  config: RunConfig,
): Transition<RunState> => {
  const joinedAt = state.clients[clientId]?.joinedAt ?? at;
  const joined = { ...state, clients: { ...state.clients, [clientId]: { device, joinedAt } } };
  const member = joined.phase.name === 'reporting' ? joined.phase.cohort[clientId] : undefined;
  if (member?.status !== 'departed' && member?.status !== 'training') {
    return openRound(joined, at, config);
  }
  const [next, effects] = updateMember(
    joined,
    { clientId, member: { status: 'training' }, at },
    config,
  );
  return next.phase.name === 'reporting' && next.round === joined.round
    ? [next, [...effects, planFor(next, clientId, config)]]
    : [next, effects];
};

/** A client is gone: it is not selected again, and the open round does not wait for it. */
const leave = (
  state: RunState,
  { clientId, reason, at }: { clientId: ClientId; reason: string; at: number },
  config: RunConfig,
): Transition<RunState> => {
  if (state.clients[clientId] === undefined) return [state, []];
  const { [clientId]: _gone, ...clients } = state.clients;
  const member = state.phase.name === 'reporting' ? state.phase.cohort[clientId] : undefined;
  const left = { ...state, clients };
  return member?.status === 'training'
    ? updateMember(left, { clientId, member: { status: 'departed', reason }, at }, config)
    : [left, []];
};

/** A member's update counts, once, if it has a place in the open attempt. */
const report = (
  state: RunState,
  { at, event }: { readonly at: number; readonly event: EventOf<'updateReceived'> },
  config: RunConfig,
): Transition<RunState> => {
  const { clientId, attempt, digest, numExamples, payloadBytes, norm, metrics } = event;
  const verdict = judgeUpdate(state, event);
  if (!verdict.ok || verdict.known || attempt !== state.attempt) return [state, []];
  const member = {
    status: 'reported',
    ...{ at, digest, numExamples, payloadBytes, metrics },
    ...(norm !== undefined && { norm }),
  } as const;
  return updateMember(state, { clientId, member, at }, config);
};

/** A member will not report in this round, though it may be connected. */
const dropOut = (
  state: RunState,
  change: { readonly round: number } & Parameters<typeof updateMember>[1],
  config: RunConfig,
): Transition<RunState> => {
  const member = state.phase.name === 'reporting' ? state.phase.cohort[change.clientId] : undefined;
  return change.round === state.round && member?.status === 'training'
    ? updateMember(state, change, config)
    : [state, []];
};

/**
 * After a restart nobody is connected, whatever was in flight is asked for again, and an open round
 * keeps its reports and gives its members time to return.
 */
const restart = (state: RunState, at: number): Transition<RunState> => {
  const alone = { ...state, clients: {} };
  const { phase } = alone;
  const inFlight = ((): RunEffect[] => {
    if (phase.name === 'aggregating') return [aggregateEffect(alone)];
    if (phase.name === 'evaluating') {
      return [{ type: 'evaluate', round: alone.round, checkpoint: phase.candidate.checkpoint }];
    }
    return [];
  })();
  const holdUntil = at + RESTART_GRACE_MS;
  if (phase.name === 'waiting') {
    // Or the first few to come back would be the whole cohort.
    return [{ ...alone, phase: { ...phase, holdUntil } }, [{ type: 'wakeAt', at: holdUntil }]];
  }
  if (phase.name !== 'reporting') return [alone, inFlight];
  const deadlineAt = Math.max(phase.deadlineAt, holdUntil);
  const cohort = Object.fromEntries(
    Object.entries(phase.cohort).map(([clientId, member]) => [
      clientId,
      member.status === 'training'
        ? ({ status: 'departed', reason: 'the coordinator restarted' } as const)
        : member,
    ]),
  );
  return [
    { ...alone, phase: { ...phase, holdUntil, deadlineAt, cohort } },
    [
      { type: 'wakeAt', at: holdUntil },
      { type: 'wakeAt', at: deadlineAt },
    ],
  ];
};
