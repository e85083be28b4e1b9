import { deriveSeed, seededNoiseSource } from '@tributary/fedavg';
import type { Digest, RunEvent } from '@tributary/protocol';
import {
  aggregateRound,
  faultyMetric,
  hasWholeModel,
  judgeUpdate,
  needsRoot,
} from '@tributary/rounds';
import type { WorkOrder } from './crew.ts';
import { planAlone } from './plan-alone.ts';
import { publish } from './publish.ts';
import type { EffectOf, Pending, Scene, VirtualClient } from './scene.ts';

/** What becomes of something pending when its time has come: the event that the log would hold. */
export const answerPending = async (
  scene: Scene,
  item: Exclude<Pending, { type: 'presence' }>,
): Promise<RunEvent> => {
  switch (item.type) {
    case 'event':
      return item.event;
    case 'report':
      return report(scene, item.order);
    case 'aggregate':
      return aggregate(scene, item.effect);
    case 'evaluate':
      return evaluate(scene, item.effect);
  }
};

const report = async (scene: Scene, order: WorkOrder): Promise<RunEvent> => {
  const { options, works, spool, memories, badClients, state } = scene;
  const { round, attempt } = order.plan;
  const { clientId } = options.clients[order.client] as VirtualClient;
  const done = await works.get(order);
  works.delete(order);
  if (!done) throw new Error('Work that was ordered is missing.');
  const work = await badClients.answer(order, done);
  if (!work.ok) {
    return work.code === undefined
      ? { type: 'roundDeclined', clientId, round, reason: work.reason.slice(0, 300) }
      : { type: 'updateRejected', clientId, round, code: work.code };
  }
  const { frame, digest, norm, memory, report: told } = work;
  const fault = faultyMetric(options.config, told);
  if (fault) return { type: 'roundDeclined', clientId, round, reason: fault };
  const { maxNorm } = options.config.screening;
  if (maxNorm !== null && norm > maxNorm) {
    return { type: 'updateRejected', clientId, round, code: 'norm-too-large' };
  }
  // A client that is told that its update does not count keeps what it had.
  if (judgeUpdate(state, { clientId, round, digest }).ok) {
    spool.keep(digest, frame);
    memories.set(order.client, memory);
  }
  return {
    type: 'updateReceived',
    ...{ clientId, round, attempt, digest, norm, ...told },
    payloadBytes: frame.length,
  };
};

const aggregate = async (scene: Scene, effect: EffectOf<'aggregate'>): Promise<RunEvent> => {
  const { options, blobs, spool } = scene;
  const { round, attempt } = effect;
  const { config } = options;
  try {
    // Repeatable, unlike the noise of a real run: nobody's privacy hangs on a simulation.
    const noise = seededNoiseSource(deriveSeed(config.seed, 'noise', round, attempt));
    const root = needsRoot(config) ? await trainRoot(scene, effect) : undefined;
    const result = await aggregateRound({ ...effect, config, root }, { blobs, spool, noise });
    return { type: 'aggregated', round, attempt, ...result };
  } catch (error) {
    return { type: 'aggregationFailed', round, attempt, reason: String(error).slice(0, 300) };
  }
};

/** The server's own delta; its examples lie behind the clients'. @throws when it cannot be had */
const trainRoot = async (scene: Scene, { base, round }: EffectOf<'aggregate'>): Promise<Digest> => {
  const { crew, clients, config } = scene.options;
  await publish(scene, base);
  const seed = deriveSeed(config.seed, 'root', round);
  const trained = await crew.train({
    client: clients.length,
    plan: planAlone(config, { checkpoint: base, clientId: 'root', round, seed }),
  });
  if (!trained.ok) throw new Error('The server could not train on its own examples.');
  scene.spool.keep(trained.digest, trained.frame);
  return trained.digest;
};

const evaluate = async (
  scene: Scene,
  { round, checkpoint }: EffectOf<'evaluate'>,
): Promise<RunEvent> => {
  const { config, crew, modelBytes, evaluateEvery = 1 } = scene.options;
  const { phase } = scene.state;
  const members = 'cohort' in phase ? Object.keys(phase.cohort).length : 0;
  const bytesDown = members * modelBytes;
  const isDue = round % evaluateEvery === 0 || round >= config.rounds;
  if (!isDue || !hasWholeModel(config)) {
    return { type: 'evaluated', round, accuracy: null, loss: null, bytesDown };
  }
  await publish(scene, checkpoint);
  const { accuracy, loss } = await crew.evaluate(checkpoint, { name: 'test' });
  return { type: 'evaluated', round, accuracy, loss, bytesDown };
};
