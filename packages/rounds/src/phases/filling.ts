import { createRandom, deriveSeed } from '@tributary/fedavg';
import type { ClientId, RunConfig } from '@tributary/protocol';
import { cohortSize } from '../cohort-selection.ts';
import { countedRound } from '../counted-round.ts';
import type { RunEffect } from '../run-effect.ts';
import type { RunState, SentPlan } from '../run-state.ts';
import { countTaken, type FlyingState } from './flight.ts';

/**
 * Gives the free places to idle clients, drawn uniformly, so that about `fractionTrain` of the connected
 * ones are always at work on the newest model. Whoever has an update in the buffer is not idle.
 */
export const fillPlaces = (
  state: FlyingState,
  at: number,
  config: RunConfig,
): readonly [FlyingState, readonly RunEffect[]] => {
  const { flight, clients, round, attempt, model } = state;
  const { cohort, reporting, seed } = config;
  const connected = Object.keys(clients);
  const idle = connected.filter((clientId) => flight.members[clientId] === undefined).sort();
  const free = cohortSize(connected.length, cohort) - countTaken(flight, at, reporting.deadlineMs);
  if (model === null || free <= 0 || idle.length === 0) return [state, []];
  createRandom(deriveSeed(seed, 'flight', round, attempt)).shuffle(idle);
  const chosen = idle.slice(0, free).sort();
  const plan: SentPlan = { round, attempt, checkpoint: model.broadcast, sentAt: at };
  const joining = chosen.map((clientId) => [clientId, { plan, member: { status: 'training' } }]);
  const members = { ...flight.members, ...Object.fromEntries(joining) };
  return [
    { ...state, flight: { ...flight, members } },
    chosen.map((clientId) => flightPlan(state, { clientId, plan }, config)),
  ];
};

/** Tells a client what to do; the same again when it comes back. */
export const flightPlan = (
  state: Pick<RunState, 'participants'>,
  { clientId, plan }: { readonly clientId: ClientId; readonly plan: SentPlan },
  { seed, reporting }: RunConfig,
): RunEffect => {
  const { round, attempt, checkpoint, sentAt } = plan;
  return {
    type: 'sendPlan',
    ...{ clientId, round, attempt, checkpoint },
    seed: deriveSeed(seed, 'client', round, clientId),
    deadlineAt: sentAt + reporting.deadlineMs,
    countedRound: countedRound(state, clientId),
  };
};
