import { deriveSeed } from '@tributary/fedavg';
import type { ClientId, RunConfig } from '@tributary/protocol';
import { selectCohort } from '../cohort-selection.ts';
import type { RunEffect, Transition } from '../run-effect.ts';
import type { Cohort, ReportingPhase, RunState } from '../run-state.ts';

/** Draws a cohort and opens the round, if the run is waiting and enough clients are connected. */
export const openRound = (state: RunState, at: number, config: RunConfig): Transition<RunState> => {
  if (state.phase.name !== 'waiting' || at < state.phase.holdUntil) return [state, []];
  const selected = selectCohort(Object.keys(state.clients), config, state);
  if (selected.length === 0) return [state, []];
  const cohort: Cohort = Object.fromEntries(selected.map((id) => [id, { status: 'training' }]));
  const deadlineAt = at + config.reporting.deadlineMs;
  const phase: ReportingPhase = {
    name: 'reporting',
    openedAt: at,
    deadlineAt,
    holdUntil: at,
    cohort,
  };
  const opened = { ...state, phase };
  return [
    opened,
    [
      { type: 'wakeAt', at: deadlineAt },
      ...selected.map((clientId) => planFor(opened, clientId, config)),
    ],
  ];
};

/** The effect that tells one member of the open round what to do. Throws outside a round: a bug. */
export const planFor = (state: RunState, clientId: ClientId, config: RunConfig): RunEffect => {
  const { phase, round, attempt, iterate } = state;
  if (phase.name !== 'reporting' || iterate === null) {
    throw new Error('A plan can only be made while a round is open.');
  }
  return {
    type: 'sendPlan',
    clientId,
    round,
    attempt,
    checkpoint: iterate,
    seed: deriveSeed(config.seed, 'client', round, clientId),
    deadlineAt: phase.deadlineAt,
  };
};
