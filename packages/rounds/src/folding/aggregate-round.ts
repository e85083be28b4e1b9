import {
  type BuiltStrategy,
  buildStrategy,
  countMoves,
  methodOf,
  type NoiseSource,
  type OptimizerStep,
  updateManifest,
  type WeightManifest,
  wholeDelta,
} from '@tributary/fedavg';
import { type Digest, encodeFrame, type RunConfig, type RunEvent } from '@tributary/protocol';
import type { RunEffect } from '../run-effect.ts';
import { aggregatorOf } from './aggregator-of.ts';
import type { Blobs } from './blobs.ts';
import { adaptedClipNorm, chargePrivacy } from './charge-privacy.ts';
import { cosinesTo } from './cosines.ts';
import { type Fold, foldUpdates, readUpdate } from './fold-updates.ts';
import { makeDownload } from './make-download.ts';
import { readFrame, readOptimizerState, writeOptimizerState } from './model-blobs.ts';
import type { OpenScratch } from './scratch.ts';

/** A closed round: what the reducer's `aggregate` effect says, and the run's config. */
export interface AggregateTask
  extends Omit<Extract<RunEffect, { type: 'aggregate' }>, 'type' | 'attempt'> {
  readonly config: RunConfig;
  /** The delta that the coordinator trained itself, in the spool, for a rule that needs one. */
  readonly root?: Digest | undefined;
  /** Whether updates are to be compared with what the round makes of them: one more pass over them. */
  readonly compare?: boolean | undefined;
}

/** What the reducer is told of it. */
export type AggregateResult = Omit<
  Extract<RunEvent, { type: 'aggregated' }>,
  'type' | 'round' | 'attempt'
>;

export interface AggregateStores {
  /** Checkpoints and the server optimizer's states. */
  readonly blobs: Blobs;
  /** The updates of the round. */
  readonly spool: Pick<Blobs, 'get'>;
  /** Where decoded updates lie side by side; in memory without it. */
  readonly openScratch?: OpenScratch;
  /** Where privacy's noise comes from; required by runs that promise privacy. */
  readonly noise?: NoiseSource;
}

/**
 * Folds a closed round into the next checkpoint, in memory that does not grow with the cohort.
 * @throws when a blob is missing or damaged.
 */
export const aggregateRound = async (
  task: AggregateTask,
  stores: AggregateStores,
): Promise<AggregateResult> => {
  const { config, round, updates, root } = task;
  const { blobs } = stores;
  const strategy = buildStrategy(config.strategy);
  const base = await readFrame(blobs, task.base);
  const method = methodOf(strategy);
  const manifest = updateManifest(base.manifest, method);
  const fold: Fold = {
    ...{ updates, manifest, root, screening: config.screening },
    moves: countMoves(manifest, method),
    current: base.values,
    aggregator: aggregatorOf(task, strategy, stores.noise),
  };
  const { delta, excluded } = await foldUpdates(fold, stores);
  const size = base.values.length;
  const { serverOptimizer } = strategy;
  const before = await readOptimizerState(blobs, task.optimizerState, size);
  const step = serverOptimizer.apply(
    base.values,
    wholeDelta(delta, base.manifest, method),
    before ?? serverOptimizer.init(size),
    { round, numUpdates: updates.length - excluded.length, numClients: task.numClients },
  );
  return {
    ...(await keepModels(task, { strategy, step, manifest: base.manifest }, blobs)),
    optimizerState: await writeOptimizerState(blobs, step.state, size),
    ...(excluded.length > 0 && { excluded }),
    ...(await comparisonOf(task, fold, { delta, stores })),
    ...privacyOf(task, stores.noise),
  };
};

/** Where privacy is promised, what single updates look like beside the others is nobody's business. */
const comparisonOf = async (
  { config, compare }: AggregateTask,
  fold: Fold,
  { delta, stores }: { readonly delta: Float32Array; readonly stores: AggregateStores },
): Promise<Pick<AggregateResult, 'cosines'>> => {
  if (compare !== true || config.privacy.mode !== 'none') return {};
  const { updates, moves } = fold;
  const read = async (update: (typeof updates)[number]) =>
    (await readUpdate(update, fold, stores)).delta;
  return { cosines: await cosinesTo({ updates, aggregate: delta, moves, read }) };
};

/** What the round's release costs, and how the next one's updates are clipped. */
const privacyOf = (
  task: AggregateTask,
  noise: NoiseSource | undefined,
): Pick<AggregateResult, 'privacy' | 'clipNorm'> => {
  const { config, clipNorm, updates } = task;
  const privacy = chargePrivacy(config, task);
  const next = privacy && adaptedClipNorm(config, { clipNorm, updates }, noise);
  return { ...(privacy && { privacy }), ...(next && { clipNorm: next }) };
};

interface Stepped {
  readonly strategy: BuiltStrategy;
  readonly step: OptimizerStep;
  readonly manifest: WeightManifest;
}

/** Stores the model that is tested, the one that clients start from and, if that is another, what they download. */
const keepModels = async (
  { config, round, numClients }: AggregateTask,
  { strategy, step, manifest }: Stepped,
  blobs: Blobs,
): Promise<Pick<AggregateResult, 'checkpoint' | 'iterate' | 'broadcast'>> => {
  const keep = (values: Float32Array) => blobs.put(encodeFrame('weights', { manifest, values }));
  const iterate = await keep(step.weights);
  const control = strategy.sharedVariate?.(step.state, { numClients });
  const download = makeDownload({ manifest, values: step.weights }, control, {
    config,
    round: round + 1,
  });
  return {
    ...(step.average ? { checkpoint: await keep(step.average), iterate } : { checkpoint: iterate }),
    ...(download && { broadcast: await blobs.put(download) }),
  };
};
