import { isEnded, type RoundPlan, type RunOffer } from '@tributary/protocol';
import type { ClientEffect } from './client-event.ts';
import type { ClientState, PauseReason } from './client-state.ts';

type Transition = readonly [ClientState, readonly ClientEffect[]];

/** What the coordinator is told. Why the device rests is its own affair. */
const REASON = 'paused on the device';

/**
 * Lets the device rest: what it works on is declined, so that the round need not wait, and it hangs up. A client
 * that is away is drawn for no round.
 */
export const pauseClient = (state: ClientState, reason: PauseReason): Transition => {
  if (state.pause !== null) return [{ ...state, pause: reason }, []];
  const { work, queue } = state;
  const keys = [...(work === null ? [] : [work]), ...queue.map(({ plan }) => plan)];
  const next: ClientState = {
    ...state,
    connection: 'paused',
    pause: reason,
    enrolled: false,
    work: null,
    queue: [],
    contributions: [...state.contributions, ...(work === null ? [] : [givenUp(work)])],
  };
  const { runId, round, attempt } = work ?? {};
  const isWorking = runId !== undefined && round !== undefined && attempt !== undefined;
  return [
    next,
    [
      ...keys.map(declinePaused),
      ...(isWorking ? [{ type: 'cancelWork', key: { runId, round, attempt } } as const] : []),
      { type: 'rest' },
    ],
  ];
};

export const resumeClient = (state: ClientState): Transition =>
  state.pause === null
    ? [state, []]
    : [{ ...state, connection: 'connecting', pause: null }, [{ type: 'wake' }]];

export const declinePaused = ({
  runId,
  round,
}: Pick<RoundPlan, 'runId' | 'round'>): ClientEffect => ({
  type: 'decline',
  message: { runId, round, reason: REASON },
});

const givenUp = ({ runId, round }: Pick<RoundPlan, 'runId' | 'round'>) => ({
  ...{ runId, round, outcome: 'paused' as const },
  ...{ numExamples: 0, payloadBytes: 0, metrics: null },
});

/** Whether the cap leaves room for a round of the run, reckoned at its largest. */
export const affords = (
  { byteLimit, bytesUp, bytesDown, runs }: ClientState,
  { runId, modelBytes }: Pick<RoundPlan, 'runId' | 'modelBytes'>,
): boolean => {
  const updateBytes = runs.find((run) => run.runId === runId)?.updateBytes ?? modelBytes;
  return byteLimit === null || bytesUp + bytesDown + modelBytes + updateBytes <= byteLimit;
};

/**
 * Keeps a client to its cap: one that is idle and could afford no round of any run rests before it is drawn in
 * vain, and one that rests for this wakes up when the cap has been lifted.
 */
export const keepToLimit = ([state, effects]: Transition): Transition => {
  const open = state.runs.filter((run: RunOffer) => !isEnded(run.status));
  const isPoor = open.length > 0 && !open.some((run) => affords(state, run));
  const isHere = state.connection === 'connected' || state.connection === 'connecting';
  if (isPoor && isHere && state.work === null && state.pause === null) {
    const [paused, more] = pauseClient(state, 'byte-limit');
    return [paused, [...effects, ...more]];
  }
  if (!isPoor && state.pause === 'byte-limit') {
    const [resumed, more] = resumeClient(state);
    return [resumed, [...effects, ...more]];
  }
  return [state, effects];
};
