import { createRandom, type Random } from '@tributary/fedavg';
import {
  type Digest,
  isEnded,
  type RunConfig,
  type RunEvent,
  runConfigSchema,
} from '@tributary/protocol';
import { reduceRun, type TimedEvent } from '../reduce-run.ts';
import type { RunEffect } from '../run-effect.ts';
import { initialRunState, type RunState } from '../run-state.ts';

/** A digest that says what it stands for. */
export const fakeDigest = (value: number): Digest =>
  `sha256:${value.toString(16).padStart(64, '0')}`;

export const testConfig = (overrides: Partial<RunConfig> = {}): RunConfig => ({
  ...runConfigSchema.parse({
    name: 'test',
    task: { dataset: 'mnist', model: 'mlp-2nn' },
    partition: { partitioner: 'IidPartitioner' },
    rounds: 3,
    reporting: { quorum: 0.6, deadlineMs: 10_000 },
  }),
  ...overrides,
});

export const device = { kind: 'node', name: 'test', backend: 'cpu', backendReason: '' } as const;

export const metrics = { steps: 1, trainMs: 1, backend: 'cpu' } as const;

/** One step of a random history: what happened and what came of it. */
export interface Step extends TimedEvent {
  readonly before: RunState;
  readonly after: RunState;
  readonly effects: readonly RunEffect[];
}

/**
 * Drives a run through a random history: joins, leaves, good, duplicate, late and foreign updates,
 * refusals, pauses, restarts and ticks, with the coordinator's own answers (aggregates, evaluations)
 * arriving at random times and sometimes twice. After `chaosSteps` the world calms down: clients
 * stay, report what they are asked for, and time passes.
 */
export const randomRun = (
  seed: number,
  config: RunConfig = testConfig(),
  chaosSteps = 150,
): Step[] => {
  const random = createRandom(seed);
  const steps: Step[] = [];
  const inbox: RunEvent[] = [];
  let state = initialRunState;
  let at = 1_000;
  let digests = 0;
  const newDigest = () => fakeDigest(++digests);

  const apply = (event: RunEvent) => {
    const before = state;
    const [after, effects] = reduceRun(before, { at, event }, config);
    state = after;
    steps.push({ at, event, before, after, effects });
    for (const effect of effects) inbox.push(...answersTo(effect, newDigest));
  };

  for (let i = 0; i < chaosSteps; i++) {
    at += random.integer(3_000);
    apply(randomEvent(state, { random, inbox, newDigest }));
  }
  if (state.status === 'created') apply({ type: 'runStarted', checkpoint: fakeDigest(0) });
  for (let i = 0; i < 400 && !isEnded(state.status); i++) {
    at += 1_000;
    if (state.status === 'paused' || state.status === 'pausing') apply({ type: 'runResumed' });
    const missing = clientIds.find((clientId) => state.clients[clientId] === undefined);
    if (missing !== undefined) apply(presence([missing], []));
    const answer = inbox.shift();
    if (answer !== undefined) apply(answer);
    apply({ type: 'tick' });
  }
  return steps;
};

export const clientIds = ['client-a', 'client-b', 'client-c', 'client-d', 'client-e'];

const presence = (joined: readonly string[], left: readonly string[]): RunEvent => ({
  type: 'presenceChanged',
  joined: Object.fromEntries(joined.map((clientId) => [clientId, device])),
  left: Object.fromEntries(left.map((clientId) => [clientId, 'transport close'])),
});

/** What the world would answer to an effect, sooner or later. */
const answersTo = (effect: RunEffect, newDigest: () => Digest): RunEvent[] => {
  switch (effect.type) {
    case 'sendPlan': {
      const { clientId, round, attempt } = effect;
      return [updateOf({ clientId, round, attempt, digest: newDigest() })];
    }
    case 'aggregate': {
      const { round, attempt } = effect;
      return [
        { type: 'aggregated', round, attempt, checkpoint: newDigest(), optimizerState: null },
      ];
    }
    case 'evaluate':
      return [{ type: 'evaluated', round: effect.round, accuracy: 0.5, loss: 1, bytesDown: 100 }];
    default:
      return [];
  }
};

export const updateOf = (
  key: Pick<UpdateReceived, 'clientId' | 'round' | 'attempt' | 'digest'>,
): UpdateReceived => ({
  type: 'updateReceived',
  ...key,
  numExamples: 10,
  payloadBytes: 100,
  metrics,
});

type UpdateReceived = Extract<RunEvent, { type: 'updateReceived' }>;

interface World {
  readonly random: Random;
  readonly inbox: RunEvent[];
  readonly newDigest: () => Digest;
}

const randomEvent = (
  { round, attempt }: RunState,
  { random, inbox, newDigest }: World,
): RunEvent => {
  const clientId = clientIds[random.integer(clientIds.length)] as string;
  // One event in three is an answer that was asked for; one in ten of these comes twice.
  if (inbox.length > 0 && random.uniform() < 0.35) {
    const index = random.integer(inbox.length);
    const answer = inbox[index] as RunEvent;
    if (random.uniform() < 0.9) inbox.splice(index, 1);
    return answer;
  }
  const anyRound = Math.max(1, round - 1 + random.integer(3));
  const choices: (() => RunEvent)[] = [
    () => ({ type: 'runStarted', checkpoint: fakeDigest(0) }),
    () => presence([clientId], []),
    () => presence([clientId], []),
    () => presence([], [clientId]),
    () => {
      const movers = clientIds.filter(() => random.uniform() < 0.4);
      const comes = movers.map(() => random.uniform() < 0.7);
      return presence(
        movers.filter((_, index) => comes[index]),
        movers.filter((_, index) => !comes[index]),
      );
    },
    () => updateOf({ clientId, round: anyRound, attempt, digest: newDigest() }),
    () => ({ type: 'updateRejected', clientId, round, code: 'not-finite' }),
    () => ({ type: 'roundDeclined', clientId, round, reason: 'no memory' }),
    () => ({ type: 'updateLost', clientId, round: anyRound, attempt }),
    () => ({ type: 'tick' }),
    () => ({ type: random.uniform() < 0.5 ? 'runPaused' : 'runResumed' }),
    () => (random.uniform() < 0.2 ? { type: 'coordinatorRestarted' } : { type: 'tick' }),
  ];
  return (choices[random.integer(choices.length)] as () => RunEvent)();
};
