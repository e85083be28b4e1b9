import { type ClientMemory, memoryFor } from '@tributary/client';
import { deriveSeed, type Seed } from '@tributary/fedavg';
import { type ClientId, type Device, isEnded, type RunEvent } from '@tributary/protocol';
import { countedRound, type RunState, reduceRun, samplesInSecret } from '@tributary/rounds';
import { answerPending } from './answer-pending.ts';
import { performEffect, startWork } from './perform-effect.ts';
import { publish } from './publish.ts';
import {
  neededBlobs,
  type PendingOf,
  type Scene,
  type SimulationOptions,
  saveScene,
  setScene,
  type VirtualClient,
} from './scene.ts';

export interface SimulationOutcome {
  readonly state: RunState;
  /** The last committed global model, as a frame. */
  readonly checkpoint: Uint8Array;
  readonly virtualMs: number;
  /** What each client would begin its next round with, by its number. */
  readonly memories: ReadonlyMap<number, ClientMemory>;
}

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
  const scene = setScene(options);
  await (options.from ? goOn(scene) : begin(scene));
  while (!isOver(scene.state)) {
    options.signal?.throwIfAborted();
    await step(scene);
  }
  const { state, blobs, now } = scene;
  if (state.model === null) throw new Error('The run has no model.');
  return {
    state,
    checkpoint: await blobs.get(state.model.checkpoint),
    virtualMs: now,
    memories: memoriesOf(scene),
  };
};

const memoriesOf = ({ memories, state, options }: Scene): Map<number, ClientMemory> =>
  new Map(
    [...memories].map(([client, kept]) => {
      const { clientId } = options.clients[client] as VirtualClient;
      return [client, memoryFor(kept, countedRound(state, clientId))];
    }),
  );

const isOver = ({ status }: RunState): boolean => isEnded(status) || status === 'paused';

/** Those who are there join, and the run starts. */
const begin = async (scene: Scene): Promise<void> => {
  const { options, world, queue, blobs } = scene;
  const [first] = options.blobs;
  if (!first) throw new Error('A simulation needs a first model.');
  const joined: Record<ClientId, Device> = {};
  for (const [client, { online, until, changes }] of world.presences.entries()) {
    const { clientId } = options.clients[client] as VirtualClient;
    if (online) joined[clientId] = DEVICE;
    if (until !== null) queue.add({ at: until, type: 'presence', client, changes });
  }
  await dispatch(scene, { type: 'presenceChanged', joined, left: {} });
  const download = options.firstDownload;
  await dispatch(scene, {
    type: 'runStarted',
    checkpoint: await blobs.put(first),
    ...(download && { broadcast: await blobs.put(download) }),
    ...(samplesInSecret(options.config) && { samplingKey: repeatableKey(options.config.seed) }),
  });
};

/** What was under way when the scene was saved is begun again. */
const goOn = async (scene: Scene): Promise<void> => {
  const { options, blobs, spool, state, queue } = scene;
  const needed = neededBlobs(state);
  for (const frame of options.blobs) {
    const digest = await blobs.put(frame);
    if (!needed.includes(digest)) spool.keep(digest, frame);
  }
  blobs.retain(needed);
  if (state.model) await publish(scene, state.model.broadcast);
  for (const item of queue.waiting()) {
    if (item.type !== 'report') continue;
    await publish(scene, item.order.plan.checkpoint);
    startWork(scene, item.order);
  }
};

/** A simulation must be repeatable, and nobody's privacy hangs on it. */
const repeatableKey = (seed: Seed): number[] =>
  [1, 2, 3, 4].map((part) => deriveSeed(seed, 'sampling', part));

const step = async (scene: Scene): Promise<void> => {
  const { queue, state } = scene;
  const item = queue.next();
  if (!item || item.at > MAX_VIRTUAL_MS) {
    throw new Error(
      `The run cannot go on: it is ${state.phase.name} in round ${state.round}, with ${Object.keys(state.clients).length} clients. Lower the minimum of clients, or let them stay longer.`,
    );
  }
  scene.now = item.at;
  if (item.type === 'presence') await changePresence(scene, item);
  else await dispatch(scene, await answerPending(scene, item));
};

const changePresence = async (
  scene: Scene,
  { client, changes }: PendingOf<'presence'>,
): Promise<void> => {
  const { world, queue, now, options } = scene;
  // Whoever left in the middle of work has changed otherwise since this was foreseen.
  if (world.presences[client]?.changes !== changes) return;
  const { online, until, changes: next } = world.change(client, now);
  if (until !== null) queue.add({ at: until, type: 'presence', client, changes: next });
  const { clientId } = options.clients[client] as VirtualClient;
  await dispatch(scene, {
    type: 'presenceChanged',
    joined: online ? { [clientId]: DEVICE } : {},
    left: online ? {} : { [clientId]: 'left' },
  });
};

/** One event through the reducer, and what it asks for. */
const dispatch = async (scene: Scene, event: RunEvent): Promise<void> => {
  const { options, now, state } = scene;
  const [next, effects] = reduceRun(state, { at: now, event }, options.config);
  scene.state = next;
  for (const effect of effects) await performEffect(scene, effect);
  const record = next.history.length > state.history.length ? next.history.at(-1) : undefined;
  if (record && (await options.onRound?.(record, () => saveScene(scene))) === 'stop') {
    await dispatch(scene, { type: 'runStopped' });
  }
};
