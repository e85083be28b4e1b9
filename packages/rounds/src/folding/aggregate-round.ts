import {
  buildStrategy,
  denseDelta,
  type FlatWeights,
  type StrategySpec,
  totalWeightOf,
  type WeightManifest,
} from '@tributary/fedavg';
import { type Digest, decodeFrame, encodeFrame } from '@tributary/protocol';
import type { RunEffect } from '../run-effect.ts';
import type { Blobs } from './blobs.ts';

/** A closed round: what the reducer's `aggregate` effect says, and the run's strategy. */
export interface AggregateTask
  extends Pick<Extract<RunEffect, { type: 'aggregate' }>, 'base' | 'optimizerState' | 'updates'> {
  readonly strategy: StrategySpec;
}

export interface AggregateResult {
  /** The global model that is tested and handed out. */
  readonly checkpoint: Digest;
  /** Where the next round's clients start, when that is not the checkpoint. */
  readonly iterate?: Digest | undefined;
  readonly optimizerState: Digest | null;
}

export interface AggregateStores {
  /** Checkpoints and the server optimizer's states. */
  readonly blobs: Blobs;
  /** The updates of the round. */
  readonly spool: Pick<Blobs, 'get'>;
}

/**
 * Folds a closed round into the next checkpoint. Reads one update at a time, so memory does not grow
 * with the cohort; the sums are exact, so neither order nor repetition changes a bit of the result.
 * @throws when a blob is missing or damaged.
 */
export const aggregateRound = async (
  task: AggregateTask,
  { blobs, spool }: AggregateStores,
): Promise<AggregateResult> => {
  const { aggregator, serverOptimizer } = buildStrategy(task.strategy);

  const base = await readFrame(blobs, task.base);
  const size = base.values.length;
  if (!aggregator.additive) throw new Error('not yet');
  const totalWeight = totalWeightOf(aggregator, task.updates);
  let sum = aggregator.init({ size, totalWeight });
  for (const { digest, numExamples } of task.updates) {
    const { values } = await readFrame(spool, digest);
    sum = aggregator.accumulate(sum, [{ delta: denseDelta(values), numExamples }]);
  }

  const before = await readOptimizerState(blobs, task.optimizerState, size);
  const step = serverOptimizer.apply(
    base.values,
    aggregator.finalize(sum),
    before ?? serverOptimizer.init(size),
  );
  const keep = (values: Float32Array) =>
    blobs.put(encodeFrame('weights', { manifest: base.manifest, values }));
  const iterate = await keep(step.weights);
  return {
    ...(step.average ? { checkpoint: await keep(step.average), iterate } : { checkpoint: iterate }),
    optimizerState: await writeOptimizerState(blobs, step.state, size),
  };
};

const readFrame = async (store: Pick<Blobs, 'get'>, digest: Digest): Promise<FlatWeights> => {
  const frame = decodeFrame(await store.get(digest));
  if (!frame.ok) throw new Error(`The stored blob ${digest} is damaged: ${frame.message}`);
  return frame.weights;
};

/** A server optimizer's vectors lie in one frame, one tensor each. */
const writeOptimizerState = async (
  blobs: Blobs,
  state: readonly Float32Array[],
  size: number,
): Promise<Digest | null> => {
  if (state.length === 0) return null;
  const manifest: WeightManifest = state.map((_, index) => ({
    name: `state-${index}`,
    shape: [size],
  }));
  const values = new Float32Array(size * state.length);
  state.forEach((vector, index) => {
    values.set(vector, index * size);
  });
  return blobs.put(encodeFrame('weights', { manifest, values }));
};

const readOptimizerState = async (
  blobs: Blobs,
  digest: Digest | null,
  size: number,
): Promise<Float32Array[] | null> => {
  if (digest === null) return null;
  const { manifest, values } = await readFrame(blobs, digest);
  return manifest.map((_, index) => values.subarray(index * size, (index + 1) * size));
};
