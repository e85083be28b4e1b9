import type { FlatWeights } from '@tributary/fedavg';
import { taskModel } from '@tributary/model-zoo';
import {
  type Digest,
  decodeFrame,
  encodeFrame,
  type RunConfig,
  type TaskSpec,
} from '@tributary/protocol';
import { describeWire, type RunWire } from '@tributary/rounds';
import type { BlobStore } from '../storage/blob-store.ts';

/** The weights that a task's model comes with: one digest or none. */
export const firstWeightsOf = ({ model }: TaskSpec): Digest[] =>
  typeof model === 'string' || model.weights === undefined ? [] : [model.weights];

/** The first global model of a run as its seed makes it; the same on every machine. */
export const initialModel = ({ task, seed }: Pick<RunConfig, 'task' | 'seed'>): FlatWeights => {
  const { manifest, init } = taskModel(task);
  return { manifest, values: init(seed) };
};

/** The same as a frame. */
export const initialCheckpoint = (config: Pick<RunConfig, 'task' | 'seed'>): Uint8Array =>
  encodeFrame('weights', initialModel(config));

/**
 * The first global model of a run: the weights that its model comes with, or those that its seed makes.
 * @throws when the weights that it comes with are gone or damaged
 */
export const firstModel = async (
  config: Pick<RunConfig, 'task' | 'seed'>,
  blobs: Pick<BlobStore, 'get'>,
): Promise<FlatWeights> => {
  const [digest] = firstWeightsOf(config.task);
  if (digest === undefined) return initialModel(config);
  const frame = decodeFrame(await blobs.get(digest), 'weights');
  if (!frame.ok) throw new Error(`The first weights ${digest} are damaged: ${frame.message}`);
  return frame.weights;
};

/** A run's shapes and sizes on the wire. */
export const describeRunWire = (config: RunConfig): RunWire =>
  describeWire(config, taskModel(config.task).manifest);
