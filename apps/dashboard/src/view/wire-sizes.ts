import { countWeights } from '@tributary/fedavg';
import { wholeModel } from '@tributary/model-zoo';
import type { RunConfig } from '@tributary/protocol';
import { describeWire } from '@tributary/rounds';

/** How large a run's model is, and what of it goes over the wire each round, for each client. */
export interface WireSizes {
  readonly weights: number;
  readonly downBytes: number;
  readonly upBytes: number;
}

/** @throws {RangeError} when the model cannot be built for the data */
export const wireSizes = (
  config: Pick<RunConfig, 'task' | 'strategy' | 'compression'>,
): WireSizes => {
  const { manifest } = wholeModel(config.task);
  const { modelBytes, updateBytes } = describeWire(config, manifest);
  return { weights: countWeights(manifest), downBytes: modelBytes, upBytes: updateBytes };
};

/** The same, or null while the settings fit nothing. */
export const findWireSizes = (...[config]: Parameters<typeof wireSizes>): WireSizes | null => {
  try {
    return wireSizes(config);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
};
