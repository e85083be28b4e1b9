import { MAX_ABS_DELTA, magnitude, sameManifest } from '@tributary/fedavg';
import { decodeFrame, reject } from '@tributary/protocol';
import { digestOf, openBlobStore } from '../storage/blob-store.ts';
import type { ScreenResult, ScreenTask } from './fold-task.ts';

/**
 * Whether an upload is what its offer said and fit to be averaged; if so it is spooled durably.
 * One NaN in one update would otherwise make every weight of the global model NaN.
 */
export const screenUpdate = async (task: ScreenTask): Promise<ScreenResult> => {
  if (digestOf(task.bytes) !== task.digest) return reject('corrupt', 'digest');
  const frame = decodeFrame(task.bytes, 'delta');
  if (!frame.ok) return frame;
  if (!sameManifest(frame.weights.manifest, task.manifest)) return reject('wrong-shape');
  const { maxAbs, nonFinite } = magnitude(frame.weights.values);
  if (nonFinite > 0) return reject('not-finite', `${nonFinite} values`);
  if (maxAbs > MAX_ABS_DELTA) {
    return reject(
      'out-of-range',
      `a weight moves by ${maxAbs.toPrecision(3)}; ${MAX_ABS_DELTA} is allowed`,
    );
  }
  await openBlobStore(task.spoolFolder).put(task.bytes);
  return { ok: true };
};
