import { MAX_ABS_DELTA } from '../client-update.ts';
import type { DeltaReader } from '../delta-reader.ts';

/**
 * The delta to the same trained weights, reckoned from the weights of the moment: with w_τ the weights
 * that the client started from and w those of now, δ + w_τ − w = wₖ − w. It reads block by block; none of
 * the vectors is copied. No value is beyond what an update may carry, however far the model has moved.
 * @throws {RangeError} when the sizes differ
 */
export const rebaseDelta = (
  delta: DeltaReader,
  startedFrom: Float32Array,
  current: Float32Array,
): DeltaReader => {
  if (delta.size !== startedFrom.length || delta.size !== current.length) {
    throw new RangeError('A delta is rebased between two models of its own size.');
  }
  return {
    size: delta.size,
    read: (begin, out) => {
      delta.read(begin, out);
      for (let i = 0; i < out.length; i++) {
        const moved = (startedFrom[begin + i] as number) - (current[begin + i] as number);
        out[i] = Math.max(-MAX_ABS_DELTA, Math.min((out[i] as number) + moved, MAX_ABS_DELTA));
      }
    },
  };
};
