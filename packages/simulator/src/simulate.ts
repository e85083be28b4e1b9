import { deriveSeed } from '@tributary/fedavg';
import {
  type ClientId,
  type Digest,
  isEnded,
  type RunConfig,
  type RunEvent,
} from '@tributary/protocol';
import {
  aggregateRound,
  initialRunState,
  type RoundRecord,
  type RunEffect,
  type RunState,
  reduceRun,
  roundPlan,
} from '@tributary/rounds';
import type { Crew, WorkOrder } from './crew.ts';
import { createEventQueue, type Timed } from './event-queue.ts';
import { type Fleet, workMs } from './fleet.ts';
import { createMemoryBlobs, type MemoryBlobs } from './memory-blobs.ts';
import { createVirtualWorld, type Presence } from './virtual-world.ts';

/** A client of the simulation: its id decides its seeds, as in a real run. */
export interface VirtualClient {
  readonly clientId: ClientId;
  readonly numExamples: number;
}

/** What is to come, as plain data. */
export type Pending = Timed &
  (
    | { readonly type: 'event'; readonly event: RunEvent }
    | { readonly type: 'presence'; readonly client: number; readonly changes: number }
    | { readonly type: 'report'; readonly order: WorkOrder }
    | { readonly type: 'aggregate'; readonly effect: EffectOf<'aggregate'> }
    | { readonly type: 'evaluate'; readonly effect: EffectOf<'evaluate'> }
  );
type EffectOf<Type extends RunEffect['type']> = Extract<RunEffect, { type: Type }>;

/** A simulation between two rounds, as plain data: with its blobs it can go on elsewhere. */
export interface SimulationSnapshot {
  readonly now: number;
  readonly state: RunState;
  readonly pending: readonly Pending[];
  readonly presences: readonly Presence[];
}

export interface SimulationOptions {
  readonly config: RunConfig;
  readonly modelBytes: number;
  readonly clients: readonly VirtualClient[];
  readonly fleet: Fleet;
  readonly crew: Crew;
  /** The frame of the first global model; with `from`, the blobs that its state names. */
  readonly blobs: readonly Uint8Array[];
  readonly from?: SimulationSnapshot | undefined;
  /** Tests every n-th checkpoint, and the last; 1 without it. */
  readonly evaluateEvery?: number;
  /**
   * Called after each committed round; `stop` ends the run. The snapshot is made when it is asked for.
   */
  readonly onRound?: (
    record: RoundRecord,
    snapshot: () => Promise<{ snapshot: SimulationSnapshot; blobs: Uint8Array[] }>,
  ) => Promise<'stop' | undefined> | 'stop' | undefined;
  readonly signal?: AbortSignal;
}

export interface SimulationOutcome {
  readonly state: RunState;
  /** The last committed global model, as a frame. */
  readonly checkpoint: Uint8Array;
  readonly virtualMs: number;
}

const RUN_ID = 'simulated-run';
const DEVICE = { kind: 'node', name: 'virtual', backend: 'wasm', backendReason: '' } as const;
/** A fleet that is never there in numbers would let virtual time run on for ever. */
const MAX_VIRTUAL_MS = 10 * 365 * 24 * 3_600_000;

/**
 * Runs a federation on virtual clients: the reducer, plans, training, screening and folding of a real
 * run, without sockets and in virtual time. The work is real, the waiting is not, and work that could
 * not count (its client leaves, or the deadline comes first) is not done at all. The same options give
 * the same checkpoints, on however many threads, whole or in parts.
 *
 * @throws {Error} when the run can never end, or the signal's reason
 */
export const simulate = async (options: SimulationOptions): Promise<SimulationOutcome> => {
  const simulation = await begin(options);
  while (!isOver(simulation.state())) {
    options.signal?.throwIfAborted();
    await simulation.step();
  }
  return simulation.finish();
};

/** What a run needs to go on from where it is. */
const blobsOf = (model: Pick<RunState, 'checkpoint' | 'iterate' | 'optimizerState'>): Digest[] => [
  ...new Set(
    [model.checkpoint, model.iterate, model.optimizerState].filter((digest) => digest !== null),
  ),
];

const isOver = ({ status }: RunState): boolean => isEnded(status) || status === 'paused';

const begin = async (options: SimulationOptions) => {
  const { config, clients, fleet, crew, from } = options;
  const blobs = createMemoryBlobs();
  const spool = createMemoryBlobs();
  const [first] = await Promise.all(options.blobs.map((frame) => blobs.put(frame)));
  if (!first) throw new Error('A simulation needs a first model.');
  const world = createVirtualWorld(
    { fleet, seed: config.seed, clients: clients.length },
    from?.presences,
  );
  const queue = createEventQueue<Pending>(from?.pending);
  const numberOf = new Map(clients.map(({ clientId }, client) => [clientId, client]));
  const works = new Map<WorkOrder, ReturnType<Crew['train']>>();
  let state = from?.state ?? initialRunState;
  let now = from?.now ?? 0;

  const start = (order: WorkOrder) => {
    const work = crew.train(order, options.signal);
    // Whether anyone still waits for it is decided later.
    work.catch(() => undefined);
    works.set(order, work);
  };
  const plan = (effect: EffectOf<'sendPlan'>): void => {
    const client = numberOf.get(effect.clientId);
    if (client === undefined) throw new Error(`There is no client ${effect.clientId}.`);
    const { modelBytes } = options;
    const message = roundPlan(effect, { runId: RUN_ID, config, modelBytes }, now);
    const { numExamples } = clients[client] as VirtualClient;
    const trainedExamples = numExamples * message.work.epochs;
    const durationMs = workMs(world.device(client), { modelBytes, trainedExamples }, fleet);
    const seed = deriveSeed(effect.seed, 'dropout', effect.attempt);
    const leaving = world.leavesDuring(client, { now, durationMs, seed });
    if (leaving?.until != null) {
      queue.add({ at: leaving.until, type: 'presence', client, changes: leaving.changes });
      return;
    }
    if (now + durationMs > effect.deadlineAt) return;
    const order = { client, plan: message };
    queue.add({ at: now + durationMs, type: 'report', order });
    start(order);
  };
  const perform = async (effect: RunEffect): Promise<void> => {
    switch (effect.type) {
      case 'sendPlan':
        crew.publish(effect.checkpoint, await blobs.get(effect.checkpoint));
        return plan(effect);
      case 'wakeAt':
        return queue.add({ at: effect.at, type: 'event', event: { type: 'tick' } });
      case 'aggregate':
        return queue.add({ at: now, type: 'aggregate', effect });
      case 'evaluate':
        return queue.add({ at: now, type: 'evaluate', effect });
      case 'commitRound':
        blobs.retain(blobsOf(effect.record));
        return spool.clear();
      case 'dropUpdates':
        return spool.clear();
      case 'closeRound':
        return undefined;
    }
  };
  const dispatch = async (event: RunEvent): Promise<void> => {
    const [next, effects] = reduceRun(state, { at: now, event }, config);
    const committed = next.history.length > state.history.length;
    state = next;
    for (const effect of effects) await perform(effect);
    const record = committed ? next.history.at(-1) : undefined;
    if (record && (await options.onRound?.(record, snapshot)) === 'stop') {
      await dispatch({ type: 'runStopped' });
    }
  };
  const snapshot = async () => ({
    snapshot: { now, state, pending: queue.waiting(), presences: [...world.presences] },
    blobs: await Promise.all(blobsOf(state).map(blobs.get)),
  });
  const events = createEventSource({ options, blobs, spool, works, state: () => state });

  if (from) {
    const { iterate } = from.state;
    if (iterate) crew.publish(iterate, await blobs.get(iterate));
    for (const item of from.pending) if (item.type === 'report') start(item.order);
  } else {
    for (const [client, { online, until, changes }] of world.presences.entries()) {
      const { clientId } = clients[client] as VirtualClient;
      if (online) await dispatch({ type: 'clientJoined', clientId, device: DEVICE });
      if (until !== null) queue.add({ at: until, type: 'presence', client, changes });
    }
    await dispatch({ type: 'runStarted', checkpoint: first });
  }

  const changePresence = async ({ client, changes }: PendingOf<'presence'>): Promise<void> => {
    if (world.presences[client]?.changes !== changes) return;
    const { online, until, changes: next } = world.change(client, now);
    if (until !== null) queue.add({ at: until, type: 'presence', client, changes: next });
    const { clientId } = clients[client] as VirtualClient;
    await dispatch(
      online
        ? { type: 'clientJoined', clientId, device: DEVICE }
        : { type: 'clientLeft', clientId, reason: 'left' },
    );
  };

  return {
    state: () => state,
    step: async () => {
      const item = queue.next();
      if (!item || item.at > MAX_VIRTUAL_MS) {
        throw new Error(
          `The run cannot go on: it is ${state.phase.name} in round ${state.round}, with ${Object.keys(state.clients).length} clients. Lower the minimum of clients, or let them stay longer.`,
        );
      }
      now = item.at;
      if (item.type === 'presence') return changePresence(item);
      return dispatch(await events(item));
    },
    finish: async (): Promise<SimulationOutcome> => {
      if (state.checkpoint === null) throw new Error('The run has no model.');
      return { state, checkpoint: await blobs.get(state.checkpoint), virtualMs: now };
    },
  };
};

type PendingOf<Type extends Pending['type']> = Extract<Pending, { type: Type }>;

interface EventSourceOptions {
  readonly options: SimulationOptions;
  readonly blobs: MemoryBlobs;
  readonly spool: MemoryBlobs;
  readonly works: Map<WorkOrder, ReturnType<Crew['train']>>;
  readonly state: () => RunState;
}

/** What becomes of something pending when its time has come: the event that the log would hold. */
const createEventSource = ({ options, blobs, spool, works, state }: EventSourceOptions) => {
  const { config, crew, clients, evaluateEvery = 1 } = options;

  const report = async (order: WorkOrder): Promise<RunEvent> => {
    const { round, attempt } = order.plan;
    const { clientId } = clients[order.client] as VirtualClient;
    const work = await works.get(order);
    works.delete(order);
    if (!work) throw new Error('Work that was ordered is missing.');
    if (!work.ok) {
      return work.code === undefined
        ? { type: 'roundDeclined', clientId, round, reason: work.reason.slice(0, 300) }
        : { type: 'updateRejected', clientId, round, code: work.code };
    }
    const { frame, digest, numExamples, metrics } = work;
    spool.keep(digest, frame);
    return {
      type: 'updateReceived',
      ...{ clientId, round, attempt, digest, numExamples, metrics },
      payloadBytes: frame.length,
    };
  };
  const aggregate = async (effect: EffectOf<'aggregate'>): Promise<RunEvent> => {
    const { round, attempt } = effect;
    try {
      const result = await aggregateRound(
        { ...effect, strategy: config.strategy },
        { blobs, spool },
      );
      return { type: 'aggregated', round, attempt, ...result };
    } catch (error) {
      return { type: 'aggregationFailed', round, attempt, reason: String(error).slice(0, 300) };
    }
  };
  const evaluate = async ({ round, checkpoint }: EffectOf<'evaluate'>): Promise<RunEvent> => {
    const { phase } = state();
    const members = 'cohort' in phase ? Object.keys(phase.cohort).length : 0;
    const bytesDown = members * options.modelBytes;
    if (round % evaluateEvery !== 0 && round < config.rounds) {
      return { type: 'evaluated', round, accuracy: null, loss: null, bytesDown };
    }
    crew.publish(checkpoint, await blobs.get(checkpoint));
    const { accuracy, loss } = await crew.evaluate(checkpoint, { name: 'test' });
    return { type: 'evaluated', round, accuracy, loss, bytesDown };
  };

  return async (item: Exclude<Pending, { type: 'presence' }>): Promise<RunEvent> => {
    switch (item.type) {
      case 'event':
        return item.event;
      case 'report':
        return report(item.order);
      case 'aggregate':
        return aggregate(item.effect);
      case 'evaluate':
        return evaluate(item.effect);
    }
  };
};
