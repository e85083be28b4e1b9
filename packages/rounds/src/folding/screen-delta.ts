import { MAX_ABS_DELTA, magnitude, sameManifest, type WeightManifest } from '@tributary/fedavg';
import { decodeFrame, type Rejection, reject } from '@tributary/protocol';

/**
 * Whether an uploaded frame is a delta of the run's model and fit to be averaged: one NaN in one update
 * would make every weight of the global model NaN.
 */
export const screenDelta = (
  bytes: Uint8Array,
  manifest: WeightManifest,
): { readonly ok: true } | Rejection => {
  const frame = decodeFrame(bytes, 'delta');
  if (!frame.ok) return frame;
  if (!sameManifest(frame.weights.manifest, manifest)) return reject('wrong-shape');
  const { maxAbs, nonFinite } = magnitude(frame.weights.values);
  if (nonFinite > 0) return reject('not-finite', `${nonFinite} values`);
  if (maxAbs > MAX_ABS_DELTA) {
    return reject(
      'out-of-range',
      `a weight moves by ${maxAbs.toPrecision(3)}; ${MAX_ABS_DELTA} is allowed`,
    );
  }
  return { ok: true };
};
