import type { FlatWeights } from '@tributary/fedavg';
import { taskModel } from '@tributary/model-zoo';
import { encodeFrame, type RunConfig } from '@tributary/protocol';
import { describeWire, type RunWire } from '@tributary/rounds';

/** The first global model of a run; the same on every machine. */
export const initialModel = ({ task, seed }: Pick<RunConfig, 'task' | 'seed'>): FlatWeights => {
  const { manifest, init } = taskModel(task);
  return { manifest, values: init(seed) };
};

/** The same as a frame. */
export const initialCheckpoint = (config: Pick<RunConfig, 'task' | 'seed'>): Uint8Array =>
  encodeFrame('weights', initialModel(config));

/** A run's shapes and sizes on the wire. */
export const describeRunWire = (config: RunConfig): RunWire =>
  describeWire(config, taskModel(config.task).manifest);
