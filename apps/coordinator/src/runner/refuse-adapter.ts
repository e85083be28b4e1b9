import { sameManifest } from '@tributary/fedavg';
import { modelOf, taskModel, wholeModel } from '@tributary/model-zoo';
import { decodeFrame, type Rejection, reject, type TaskSpec } from '@tributary/protocol';
import type { BlobStore } from '../storage/blob-store.ts';

/**
 * Why a run cannot train the low-rank adapters that its task names; null when it can, and for a task
 * without. Their base must lie here, since clients and the evaluator fetch it by its digest.
 * @param task one whose model fits its data
 */
export const refuseAdapter = async (
  task: TaskSpec,
  blobs: Pick<BlobStore, 'get' | 'size'>,
): Promise<Rejection | null> => {
  if (!task.adapter) return null;
  try {
    taskModel(task);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return reject('invalid-config', `task.adapter.targets: ${error.message.replace(/\.$/, '')}`);
  }
  const { base } = task.adapter;
  const refuseBase = (reason: string) => reject('invalid-config', `task.adapter.base: ${reason}`);
  if ((await blobs.size(base)) === null) {
    return refuseBase(
      'there is no such checkpoint here; take the digest of a checkpoint from a run of this coordinator',
    );
  }
  const frame = decodeFrame(await blobs.get(base), 'weights');
  if (!frame.ok) return refuseBase('what lies under this digest is no checkpoint');
  return sameManifest(wholeModel(task).manifest, frame.weights.manifest)
    ? null
    : refuseBase(
        `the checkpoint is no "${modelOf(task.model).name}" for this data; take one of a run with the same model, data set and preprocessing that trained the whole model`,
      );
};
