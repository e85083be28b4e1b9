import { deriveSeed } from '@tributary/fedavg';
import { asynchronousOf, neededDigests, type RunEffect, roundPlan } from '@tributary/rounds';
import type { WorkOrder } from './crew.ts';
import { workMs } from './fleet.ts';
import { RUN_ID } from './plan-alone.ts';
import { publish } from './publish.ts';
import { type EffectOf, neededBlobs, type Scene, type VirtualClient } from './scene.ts';

/** Does what the reducer asks for, as a coordinator does: later, by something pending, or at once. */
export const performEffect = async (scene: Scene, effect: RunEffect): Promise<void> => {
  const { now, queue, blobs, spool, options } = scene;
  switch (effect.type) {
    case 'sendPlan':
      await publish(scene, effect.checkpoint);
      return sendPlan(scene, effect);
    case 'wakeAt':
      return queue.add({ at: effect.at, type: 'event', event: { type: 'tick' } });
    case 'aggregate':
      return queue.add({ at: now, type: 'aggregate', effect });
    case 'evaluate':
      return queue.add({ at: now, type: 'evaluate', effect });
    case 'commitRound':
      blobs.retain(neededBlobs(scene.state));
      return asynchronousOf(options.config) ? undefined : options.crew.recycle(spool.clear());
    case 'dropUpdates':
      return options.crew.recycle(spool.clear());
    case 'forgetUpdates':
      return options.crew.recycle(forgetUpdates(scene, effect));
    case 'tellExcluded':
    case 'closeRound':
      return undefined;
  }
};

/** Two clients may have sent the same, and one of them waits for its turn. */
const forgetUpdates = (
  { state, spool }: Scene,
  { digests }: EffectOf<'forgetUpdates'>,
): Uint8Array[] => {
  const needed = new Set(neededDigests(state));
  return digests.flatMap((digest) => (needed.has(digest) ? [] : spool.take(digest)));
};

/** Sets the crew to work, unless the device will leave first or be too late for the round. */
const sendPlan = (scene: Scene, effect: EffectOf<'sendPlan'>): void => {
  const { now, queue, world, numberOf, options } = scene;
  const { config, modelBytes, updateBytes, clients, fleet } = options;
  const client = numberOf.get(effect.clientId);
  if (client === undefined) throw new Error(`There is no client ${effect.clientId}.`);
  const plan = roundPlan(effect, { runId: RUN_ID, config, modelBytes }, now);
  const { numExamples } = clients[client] as VirtualClient;
  const trainedExamples = numExamples * plan.work.epochs;
  const load = { modelBytes, updateBytes, trainedExamples };
  const durationMs = workMs(world.device(client), load, fleet);
  const seed = deriveSeed(effect.seed, 'dropout', effect.attempt);
  const leaving = world.leavesDuring(client, { now, durationMs, seed });
  if (leaving?.until != null) {
    queue.add({ at: leaving.until, type: 'presence', client, changes: leaving.changes });
    return;
  }
  if (!asynchronousOf(config) && now + durationMs > effect.deadlineAt) return;
  const order = { client, plan };
  queue.add({ at: now + durationMs, type: 'report', order });
  startWork(scene, order);
};

export const startWork = (
  { works, memories, badClients, options: { crew, signal } }: Scene,
  order: WorkOrder,
): void => {
  const work = crew.train({ ...order, memory: memories.get(order.client) }, signal);
  badClients.observe(order, work);
  // Whether anyone still waits for it is decided later.
  work.catch(() => undefined);
  works.set(order, work);
};
