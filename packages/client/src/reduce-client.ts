import {
  describeRejection,
  isEnded,
  type RoundClosed,
  type RunOffer,
  type UpdateCounted,
  type UpdateExcluded,
} from '@tributary/protocol';
import type {
  ClientEffect,
  ClientEvent,
  PlannedWork,
  WorkKey,
  WorkProgress,
  WorkResult,
} from './client-event.ts';
import type { ClientState, ClientWorkState, Contribution } from './client-state.ts';
import { affords, declinePaused, keepToLimit, pauseClient, resumeClient } from './reduce-pause.ts';

type Transition = readonly [ClientState, readonly ClientEffect[]];

/**
 * The one place where a client changes. Pure and total: time comes in with the events, and an event
 * without meaning in the present state (a plan that is being worked on, an answer to work that was
 * cancelled) changes nothing. At most one piece of work is under way at a time.
 */
export const reduceClient = (state: ClientState, event: ClientEvent): Transition => {
  if (state.connection === 'left' || state.connection === 'refused') return [state, []];
  if (state.pause !== null && !isHeardInPause(event)) return [state, []];
  return keepToLimit(reduce(state, event));
};

/** A device that rests has hung up: what still comes in of a connection that was is of no more use. */
const isHeardInPause = ({ type }: ClientEvent): boolean =>
  ['left', 'refused', 'paused', 'resumed', 'byteLimitSet', 'bytesMoved'].includes(type);

const reduce = (state: ClientState, event: ClientEvent): Transition => {
  switch (event.type) {
    case 'connected':
      return [{ ...state, connection: 'connected' }, [{ type: 'enrol' }]];
    case 'paused':
      return pauseClient(state, event.reason);
    case 'resumed':
      return resumeClient(state);
    case 'byteLimitSet':
      return [{ ...state, byteLimit: event.bytes }, []];
    case 'disconnected':
      return [{ ...state, connection: 'reconnecting', enrolled: false }, []];
    case 'refused':
      return end({ ...state, connection: 'refused', refusal: event.rejection });
    case 'left':
      return end({ ...state, connection: 'left' });
    case 'enrolled':
      return enrolled(state, event);
    case 'runChanged':
      return runChanged(state, event.run);
    case 'planReceived': {
      const { plan, at } = event;
      return takePlan(state, { plan, deadlineAt: at + plan.remainingMs });
    }
    case 'roundClosed':
      return closeRound(state, event.closed);
    case 'updateExcluded':
      return exclude(state, event.excluded);
    case 'updateCounted':
      return count(state, event.counted);
    case 'backendChosen': {
      const isNews = state.enrolled
        ? state.backend?.backend !== event.backend.backend
        : state.connection === 'connected' && state.problem !== null;
      const next = { ...state, backend: event.backend, problem: null };
      return [next, isNews ? [{ type: 'enrol' }] : []];
    }
    case 'preparationFailed':
      return [{ ...state, problem: event.problem }, []];
    case 'workProgressed':
      return progress(state, event.key, event.progress);
    case 'workEnded':
      return endWork(state, event.key, event.result);
    case 'bytesMoved': {
      const { up = 0, down = 0 } = event;
      return [{ ...state, bytesUp: state.bytesUp + up, bytesDown: state.bytesDown + down }, []];
    }
  }
};

/** Whether two keys name the same piece of work. */
const isSameWork = (a: WorkKey, b: WorkKey): boolean =>
  a.runId === b.runId && a.round === b.round && a.attempt === b.attempt;

export const workKey = ({ runId, round, attempt }: WorkKey): WorkKey => ({
  runId,
  round,
  attempt,
});

const end = (state: ClientState): Transition => [
  {
    ...(state.work ? withClosed(state, state.work) : state),
    enrolled: false,
    work: null,
    queue: [],
  },
  [...cancel(state.work), { type: 'disconnect' }],
];

/** Work of runs that went on or ended without this client was in vain. */
const enrolled = (
  state: ClientState,
  { clientId, runs }: Extract<ClientEvent, { type: 'enrolled' }>,
): Transition => {
  const isLive = (runId: string) => runs.some((run) => run.runId === runId && !isEnded(run.status));
  const known = { ...state, clientId, enrolled: true, problem: null, runs };
  const [next, effects] = dropWork(known, ({ runId }) => !isLive(runId));
  return [next, [...effects, ...runs.flatMap(forgetUpdate)]];
};

/** What was kept for a run that has ended is of no more use. */
const forgetUpdate = ({ runId, status }: RunOffer): ClientEffect[] =>
  isEnded(status) ? [{ type: 'forgetUpdate', runId }] : [];

const runChanged = (state: ClientState, run: RunOffer): Transition => {
  const isKnown = state.runs.some(({ runId }) => runId === run.runId);
  const runs = isKnown
    ? state.runs.map((other) => (other.runId === run.runId ? run : other))
    : [run, ...state.runs];
  const next = { ...state, runs };
  if (isEnded(run.status)) {
    const [dropped, effects] = dropWork(next, ({ runId }) => runId === run.runId);
    return [dropped, [...effects, ...forgetUpdate(run)]];
  }
  // A run that is new is prepared while its first round waits for clients.
  return [next, !isKnown && state.work === null ? [{ type: 'prepare', run }] : []];
};

/** A plan for the present work or an older one changes nothing; a newer one takes its place. */
const takePlan = (state: ClientState, planned: PlannedWork): Transition => {
  const { plan } = planned;
  const { work } = state;
  if (!affords(state, plan)) return [state, [declinePaused(plan)]];
  if (work === null) return startWork(state, planned);
  if (work.runId !== plan.runId) {
    const others = state.queue.filter((waiting) => waiting.plan.runId !== plan.runId);
    const waiting = state.queue.find((other) => other.plan.runId === plan.runId);
    const isNews = waiting === undefined || isNewer(plan, waiting.plan);
    return [isNews ? { ...state, queue: [...others, planned] } : state, []];
  }
  if (!isNewer(plan, work)) return [state, []];
  const [started, effects] = startWork(withClosed(state, work), planned);
  return [started, [...cancel(work), ...effects]];
};

const isNewer = (a: WorkKey, b: WorkKey): boolean =>
  a.round > b.round || (a.round === b.round && a.attempt > b.attempt);

const closeRound = (state: ClientState, closed: RoundClosed): Transition =>
  dropWork(state, ({ runId, round }) => runId === closed.runId && round <= closed.round);

/** What had been accepted counted for nothing in the end, and the person is told why. */
const exclude = (state: ClientState, { runId, round, rejection }: UpdateExcluded): Transition => {
  const contributions = state.contributions.map((contribution) =>
    contribution.runId === runId &&
    contribution.round === round &&
    contribution.outcome === 'accepted'
      ? {
          ...contribution,
          outcome: 'refused' as const,
          code: rejection.code,
          message: describeRejection(rejection),
        }
      : contribution,
  );
  return [{ ...state, contributions }, []];
};

/** The first model that an update is in stays the one that is named. */
const count = (state: ClientState, { runId, round, model }: UpdateCounted): Transition => {
  const isMeant = (one: Contribution): boolean =>
    one.runId === runId &&
    one.round === round &&
    one.outcome === 'accepted' &&
    one.countedIn === undefined;
  if (!state.contributions.some(isMeant)) return [state, []];
  const contributions = state.contributions.map((one) =>
    isMeant(one) ? { ...one, countedIn: model } : one,
  );
  return [{ ...state, contributions }, []];
};

/** Cancels the work and forgets the plans that `isVain` names, then turns to the next plan. */
const dropWork = (state: ClientState, isVain: (key: WorkKey) => boolean): Transition => {
  const { work } = state;
  const kept = { ...state, queue: state.queue.filter(({ plan }) => !isVain(plan)) };
  if (work === null || !isVain(work)) return [kept, []];
  const [next, effects] = startNext(withClosed(kept, work));
  return [next, [...cancel(work), ...effects]];
};

const progress = (state: ClientState, key: WorkKey, now: WorkProgress): Transition => {
  if (state.work === null || !isSameWork(state.work, key)) return [state, []];
  const { runId, round } = key;
  const { stage, step, steps, loss } = now;
  return [
    { ...state, work: { ...state.work, ...now } },
    [{ type: 'reportProgress', progress: { runId, round, stage, step, steps, loss } }],
  ];
};

/** The coordinator is told that no update comes, so that the round need not wait for its deadline. */
const endWork = (state: ClientState, key: WorkKey, result: WorkResult): Transition => {
  if (state.work === null || !isSameWork(state.work, key)) return [state, []];
  const { runId, round } = key;
  const contributions = [...state.contributions, { runId, round, ...result }];
  const [next, effects] = startNext({ ...state, contributions });
  if (result.outcome !== 'failed' && result.outcome !== 'refused') return [next, effects];
  const reason = (result.message ?? 'it failed').slice(0, 300);
  return [next, [{ type: 'decline', message: { runId, round, reason } }, ...effects]];
};

/** Turns to the next plan that the cap on bytes has room for. */
const startNext = (state: ClientState): Transition => {
  const [next, ...queue] = state.queue;
  const idle = { ...state, work: null, queue };
  if (next === undefined) return [idle, []];
  if (affords(idle, next.plan)) return startWork(idle, next);
  const [later, effects] = startNext(idle);
  return [later, [declinePaused(next.plan), ...effects]];
};

const startWork = (state: ClientState, { plan, deadlineAt }: PlannedWork): Transition => {
  const work: ClientWorkState = {
    ...workKey(plan),
    epochs: plan.work.epochs,
    batchSize: plan.work.batchSize,
    stage: 'preparing',
    step: 0,
    steps: 0,
    loss: null,
    deadlineAt,
  };
  return [{ ...state, work }, [{ type: 'startWork', plan }]];
};

const withClosed = (state: ClientState, { runId, round }: WorkKey): ClientState => ({
  ...state,
  contributions: [
    ...state.contributions,
    { runId, round, outcome: 'closed', numExamples: 0, payloadBytes: 0, metrics: null },
  ],
});

const cancel = (work: WorkKey | null): ClientEffect[] =>
  work === null ? [] : [{ type: 'cancelWork', key: workKey(work) }];
