import { preprocessedInput } from '@tributary/model-zoo';
import { type Digest, decodeFrame, type TaskSpec } from '@tributary/protocol';
import type { PrepareRequest } from '@tributary/trainer';
import type { BlobStore } from '../storage/blob-store.ts';

/** What a thread must know of a task: the model, and the weights that adapters are put on. */
export const requestFor = async (task: TaskSpec, blobs: BlobStore): Promise<PrepareRequest> => {
  const { model, adapter } = task;
  const request = { model, input: preprocessedInput(task) };
  if (!adapter) return request;
  return { ...request, adapter: { ...adapter, base: await weightsOf(adapter.base, blobs) } };
};

/** @throws when the checkpoint is missing or damaged */
export const weightsOf = async (checkpoint: Digest, blobs: BlobStore): Promise<Float32Array> => {
  const frame = decodeFrame(await blobs.get(checkpoint), 'weights');
  if (!frame.ok) throw new Error(`The checkpoint ${checkpoint} is damaged: ${frame.message}`);
  return frame.weights.values;
};
