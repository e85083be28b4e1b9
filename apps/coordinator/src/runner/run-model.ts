import type { WeightManifest } from '@tributary/fedavg';
import { taskModel } from '@tributary/model-zoo';
import { encodeFrame, frameBytes, type RunConfig, type TaskSpec } from '@tributary/protocol';

/** The model of a run as the coordinator handles it: its shape and its size on the wire. */
export interface RunModel {
  readonly manifest: WeightManifest;
  /** Bytes of one frame of the model; the frame of a delta is no longer. */
  readonly modelBytes: number;
}

/** The first global model of a run as a frame; the same on every machine. */
export const initialCheckpoint = ({ task, seed }: Pick<RunConfig, 'task' | 'seed'>): Uint8Array => {
  const model = taskModel(task);
  return encodeFrame('weights', { manifest: model.manifest, values: model.init(seed) });
};

export const describeModel = (task: TaskSpec): RunModel => {
  const { manifest } = taskModel(task);
  return { manifest, modelBytes: frameBytes('weights', manifest) };
};
