import { deriveSeed, fitsBudget } from '@tributary/fedavg';
import type { ClientId, RunConfig } from '@tributary/protocol';
import { cohortSize, flipCoins, selectCohort } from '../cohort-selection.ts';
import { countedRound } from '../counted-round.ts';
import { chargePrivacy, releasedSteps } from '../folding/charge-privacy.ts';
import type { RunEffect, Transition } from '../run-effect.ts';
import type { Cohort, ReportingPhase, RunState } from '../run-state.ts';
import { whySpent } from './privacy-budget.ts';
import { closeWhenDone } from './reporting.ts';

/** Draws a cohort and opens the round, if the run is waiting and enough clients are connected. */
export const openRound = (state: RunState, at: number, config: RunConfig): Transition<RunState> => {
  if (state.phase.name !== 'waiting') return [state, []];
  const { returning, clients } = state;
  const isHeld = returning !== null && at < returning.until;
  if (isHeld && returning.clientIds.some((id) => clients[id] === undefined)) return [state, []];
  const available = Object.keys(state.clients);
  if (available.length < config.cohort.minClients) return [state, []];
  const statusReason = whyOverdrawn(state, config);
  if (statusReason) {
    return [{ ...state, status: 'completed', statusReason, phase: { name: 'idle' } }, []];
  }
  const { selected, wanted } = drawCohort(state, available, config);
  const cohort: Cohort = Object.fromEntries(selected.map((id) => [id, { status: 'training' }]));
  const deadlineAt = at + config.reporting.deadlineMs;
  const phase: ReportingPhase = {
    name: 'reporting',
    openedAt: at,
    deadlineAt,
    holdUntil: at,
    returnUntil: at,
    wanted,
    cohort,
  };
  const opened = { ...state, phase, openings: state.openings + 1 };
  if (selected.length === 0) return closeWhenDone(opened, at, config);
  return [
    opened,
    [
      { type: 'wakeAt', at: deadlineAt },
      ...selected.map((clientId) => planFor(opened, clientId, config)),
    ],
  ];
};

/**
 * Under local privacy updates that came to nothing were paid for as well. Those that led to a commit were
 * judged then, against one round more.
 */
const whyOverdrawn = (state: RunState, config: RunConfig): string | null => {
  const { privacy } = config;
  if (privacy.mode !== 'local' || state.openings < state.round) return null;
  return fitsBudget(releasedSteps(config, state.openings + 1), privacy)
    ? null
    : whySpent(chargePrivacy(config, state), config);
};

const drawCohort = (
  state: RunState,
  available: readonly ClientId[],
  config: RunConfig,
): { readonly selected: readonly ClientId[]; readonly wanted: number } => {
  if (state.samplingKey) {
    const selected = flipCoins(available, { ...config, key: state.samplingKey }, state);
    return { selected, wanted: selected.length };
  }
  const selected = selectCohort(available, config, state);
  return { selected, wanted: cohortSize(available.length, config.cohort) };
};

/** The effect that tells one member of the open round what to do. Throws outside a round: a bug. */
export const planFor = (state: RunState, clientId: ClientId, config: RunConfig): RunEffect => {
  const { phase, round, attempt, model } = state;
  if (phase.name !== 'reporting' || model === null) {
    throw new Error('A plan can only be made while a round is open.');
  }
  return {
    type: 'sendPlan',
    clientId,
    round,
    attempt,
    checkpoint: model.broadcast,
    seed: deriveSeed(config.seed, 'client', round, clientId),
    deadlineAt: phase.deadlineAt,
    countedRound: countedRound(state, clientId),
  };
};
