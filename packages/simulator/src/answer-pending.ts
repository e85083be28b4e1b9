import type { RunEvent } from '@tributary/protocol';
import { aggregateRound } from '@tributary/rounds';
import type { WorkOrder } from './crew.ts';
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

const report = async ({ options, works, spool }: Scene, order: WorkOrder): Promise<RunEvent> => {
  const { round, attempt } = order.plan;
  const { clientId } = options.clients[order.client] as VirtualClient;
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

const aggregate = async (
  { options, blobs, spool }: Scene,
  effect: EffectOf<'aggregate'>,
): Promise<RunEvent> => {
  const { round, attempt } = effect;
  try {
    const { strategy } = options.config;
    const result = await aggregateRound({ ...effect, strategy }, { blobs, spool });
    return { type: 'aggregated', round, attempt, ...result };
  } catch (error) {
    return { type: 'aggregationFailed', round, attempt, reason: String(error).slice(0, 300) };
  }
};

const evaluate = async (
  { options, blobs, state: { phase } }: Scene,
  { round, checkpoint }: EffectOf<'evaluate'>,
): Promise<RunEvent> => {
  const { config, crew, modelBytes, evaluateEvery = 1 } = options;
  const members = 'cohort' in phase ? Object.keys(phase.cohort).length : 0;
  const bytesDown = members * modelBytes;
  if (round % evaluateEvery !== 0 && round < config.rounds) {
    return { type: 'evaluated', round, accuracy: null, loss: null, bytesDown };
  }
  crew.publish(checkpoint, await blobs.get(checkpoint));
  const { accuracy, loss } = await crew.evaluate(checkpoint, { name: 'test' });
  return { type: 'evaluated', round, accuracy, loss, bytesDown };
};
