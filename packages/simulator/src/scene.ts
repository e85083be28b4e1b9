import type { KeptMemory } from '@tributary/client';
import type { ClientId, Digest, RunConfig, RunEvent } from '@tributary/protocol';
import {
  asynchronousOf,
  type GlobalModel,
  initialRunState,
  type RoundRecord,
  type RunEffect,
  type RunState,
  startedFrom,
} from '@tributary/rounds';
import { type AttackSpec, type BadClients, createBadClients } from './bad-clients.ts';
import type { Crew, WorkOrder } from './crew.ts';
import { createEventQueue, type EventQueue, type Timed } from './event-queue.ts';
import type { Fleet } from './fleet.ts';
import { createMemoryBlobs, type MemoryBlobs } from './memory-blobs.ts';
import { createVirtualWorld, type Presence, type VirtualWorld } from './virtual-world.ts';

/** A client of the simulation: its id decides its seeds, as in a real run. */
export interface VirtualClient {
  readonly clientId: ClientId;
  readonly numExamples: number;
}

export type EffectOf<Type extends RunEffect['type']> = Extract<RunEffect, { type: Type }>;

/** What is to come, as plain data. */
export type Pending = Timed &
  (
    | { readonly type: 'event'; readonly event: RunEvent }
    | { readonly type: 'presence'; readonly client: number; readonly changes: number }
    | { readonly type: 'report'; readonly order: WorkOrder }
    | { readonly type: 'aggregate'; readonly effect: EffectOf<'aggregate'> }
    | { readonly type: 'evaluate'; readonly effect: EffectOf<'evaluate'> }
  );
export type PendingOf<Type extends Pending['type']> = Extract<Pending, { type: Type }>;

/** A simulation between two rounds, as plain data: with its blobs it can go on elsewhere. */
export interface SimulationSnapshot {
  readonly now: number;
  readonly state: RunState;
  readonly pending: readonly Pending[];
  readonly presences: readonly Presence[];
}

export interface SimulationOptions {
  readonly config: RunConfig;
  /** The most bytes of a model on its way down and of an update on its way up. */
  readonly modelBytes: number;
  readonly updateBytes: number;
  readonly clients: readonly VirtualClient[];
  readonly fleet: Fleet;
  readonly attack?: AttackSpec | undefined;
  readonly crew: Crew;
  /** The frame of the first global model; with `from`, the blobs that its state names, updates among them. */
  readonly blobs: readonly Uint8Array[];
  /** What the first round's clients download, where that is another frame. */
  readonly firstDownload?: Uint8Array | undefined;
  readonly from?: SimulationSnapshot | undefined;
  readonly memories?: Memories | undefined;
  /** Tests every n-th checkpoint, and the last; 1 without it. */
  readonly evaluateEvery?: number;
  /**
   * Called after each committed round; `stop` ends the run. The snapshot is made when it is asked for.
   */
  readonly onRound?: (
    record: RoundRecord,
    snapshot: () => Promise<SavedScene>,
  ) => Promise<'stop' | undefined> | 'stop' | undefined;
  readonly signal?: AbortSignal;
}

/** What the clients kept from their last rounds, by their numbers. */
export type Memories = ReadonlyMap<number, KeptMemory>;

export interface SavedScene {
  readonly snapshot: SimulationSnapshot;
  readonly memories: Memories;
  readonly blobs: Uint8Array[];
}

/** Everything that a simulation changes as it goes on. */
export interface Scene {
  readonly options: SimulationOptions;
  readonly world: VirtualWorld;
  readonly queue: EventQueue<Pending>;
  /** Checkpoints and the server optimizer's states. */
  readonly blobs: MemoryBlobs;
  /** The updates of the round, or of the buffer. */
  readonly spool: MemoryBlobs;
  /** What the crew is working on, or has done and nobody has asked for yet. */
  readonly works: Map<WorkOrder, ReturnType<Crew['train']>>;
  readonly memories: Map<number, KeptMemory>;
  /** The checkpoints that the crew has, the oldest first. */
  readonly published: Digest[];
  readonly badClients: BadClients;
  readonly numberOf: ReadonlyMap<ClientId, number>;
  state: RunState;
  /** Virtual ms since the beginning. */
  now: number;
}

/** The scene before the first event, or as it was saved. */
export const setScene = (options: SimulationOptions): Scene => {
  const { config, clients, fleet, from } = options;
  return {
    options,
    world: createVirtualWorld(
      { fleet, seed: config.seed, clients: clients.length },
      from?.presences,
    ),
    queue: createEventQueue<Pending>(from?.pending),
    blobs: createMemoryBlobs(),
    spool: createMemoryBlobs(),
    works: new Map(),
    published: [],
    memories: new Map(options.memories),
    badClients: createBadClients(options.attack, {
      clients: clients.length,
      seed: config.seed,
      asynchronous: asynchronousOf(config) !== null,
    }),
    numberOf: new Map(clients.map(({ clientId }, client) => [clientId, client])),
    state: from?.state ?? initialRunState,
    now: from?.now ?? 0,
  };
};

export const saveScene = async ({
  now,
  state,
  queue,
  world,
  blobs,
  spool,
  memories,
}: Scene): Promise<SavedScene> => ({
  snapshot: { now, state, pending: queue.waiting(), presences: [...world.presences] },
  memories: new Map(memories),
  blobs: [...(await Promise.all(neededBlobs(state).map(blobs.get))), ...spool.all()],
});

/** What a run needs to go on from where it is, but for the updates that wait. */
export const neededBlobs = (state: RunState): Digest[] => [
  ...new Set([...(state.model ? blobsOf(state.model) : []), ...startedFrom(state)]),
];

const blobsOf = ({ checkpoint, iterate, broadcast, optimizerState }: GlobalModel): Digest[] => [
  ...new Set([checkpoint, iterate, broadcast, optimizerState].filter((digest) => digest !== null)),
];
