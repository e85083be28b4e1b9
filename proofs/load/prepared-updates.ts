import { createHash } from 'node:crypto';
import { packUpdate } from '@tributary/client';
import { deriveSeed } from '@tributary/fedavg';
import { taskModel } from '@tributary/model-zoo';
import type { Digest, TaskSpec, UploadSpec } from '@tributary/protocol';

export interface PreparedUpdate {
  readonly frame: Uint8Array;
  readonly digest: Digest;
}

const SCALE = 1e-4;

/**
 * Updates made once and sent again and again. No two of them are alike, or the coordinator would keep both as one.
 * @param seed tells those of one process from another's
 */
export const createPreparedUpdates = (
  task: TaskSpec,
  upload: UploadSpec,
  seed: number,
): ((index: number) => Promise<PreparedUpdate>) => {
  const { manifest, init } = taskModel(task);
  const values = init(seed).map((value) => SCALE * value);
  const made: Promise<PreparedUpdate>[] = [];
  const digest = (bytes: Uint8Array): Digest =>
    `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  return (index) => {
    // Values are rounded by chance: another seed is another update.
    made[index] ??= packUpdate(
      { manifest, values },
      {
        upload: { ...upload, errorFeedback: false },
        seed: deriveSeed(seed, 'update', index),
        memory: { residual: null, compression: null },
      },
      { digest },
    );
    return made[index];
  };
};
