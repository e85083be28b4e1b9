import {
  buildStrategy,
  type ClientMethodSpec,
  downloadManifest,
  type FlatWeights,
  methodOf,
  type Stage,
  updateManifest,
  type WeightManifest,
} from '@tributary/fedavg';
import { frameBytes, type RunConfig } from '@tributary/protocol';
import { makeDownload } from './folding/make-download.ts';

/** The shapes and sizes of what a run sends and takes. */
export interface RunWire {
  /** The shape of an update. */
  readonly manifest: WeightManifest;
  /** What an update passes through before it leaves the device. */
  readonly stages: readonly Stage[];
  /** By what method clients make it. */
  readonly method: ClientMethodSpec;
  /** The most bytes of one frame on its way down. */
  readonly modelBytes: number;
  /** The most bytes of one frame on its way up. */
  readonly updateBytes: number;
}

/** @param model the run's whole model */
export const describeWire = (
  { strategy, compression }: Pick<RunConfig, 'strategy' | 'compression'>,
  model: WeightManifest,
): RunWire => {
  const method = methodOf(buildStrategy(strategy));
  const manifest = updateManifest(model, method);
  const stages = compression.up;
  return {
    manifest,
    stages,
    method,
    modelBytes: frameBytes('weights', downloadManifest(model, method), compression.down),
    updateBytes: frameBytes('delta', manifest, stages),
  };
};

/** What the first round's clients download, where that is not the first model itself. */
export const firstDownload = (config: RunConfig, model: FlatWeights): Uint8Array | undefined => {
  const { sharedVariate } = buildStrategy(config.strategy);
  const control = sharedVariate && new Float32Array(model.values.length);
  return makeDownload(model, control, { config, round: 1 });
};
