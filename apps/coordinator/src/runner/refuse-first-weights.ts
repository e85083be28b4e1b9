import { sameManifest } from '@tributary/fedavg';
import { wholeModel } from '@tributary/model-zoo';
import { decodeFrame, type Rejection, reject, type TaskSpec } from '@tributary/protocol';
import type { BlobStore } from '../storage/blob-store.ts';
import { firstWeightsOf } from './run-model.ts';

/**
 * Why a run cannot begin with the weights that its model comes with; null when it can, and for a model
 * without.
 * @param task one whose model fits its data
 */
export const refuseFirstWeights = async (
  task: TaskSpec,
  blobs: Pick<BlobStore, 'get' | 'size'>,
): Promise<Rejection | null> => {
  const [digest] = firstWeightsOf(task);
  if (digest === undefined) return null;
  const refuse = (reason: string) => reject('invalid-config', `task.model.weights: ${reason}`);
  if (task.adapter) {
    return refuse('adapters begin with the checkpoint that they adapt; leave out one of the two');
  }
  if ((await blobs.size(digest)) === null) {
    return refuse('there are no such weights here; send them to POST /api/checkpoints first');
  }
  const frame = decodeFrame(await blobs.get(digest), 'weights');
  if (!frame.ok) return refuse('what lies under this digest is no frame of weights');
  return sameManifest(wholeModel(task).manifest, frame.weights.manifest)
    ? null
    : refuse('they are not those of these layers; send the weights of the same model');
};
