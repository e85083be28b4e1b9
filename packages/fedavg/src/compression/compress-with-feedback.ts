import { BLOCK_LENGTH, type DeltaReader, forEachBlock } from '../delta-reader.ts';
import type { WeightManifest } from '../flat-weights.ts';
import { addScaled } from '../vector.ts';
import type { Stage } from './compressor.ts';
import { type EncodedPipeline, type EncodeOptions, encodePipeline } from './encode-pipeline.ts';
import { openPipeline } from './open-pipeline.ts';

export interface FeedbackInput {
  readonly delta: Float32Array;
  readonly manifest: WeightManifest;
  /** What was left the last time, on the same device and run. */
  readonly residual?: Float32Array | undefined;
}

export interface CompressedWithFeedback extends EncodedPipeline {
  /** What compression lost, to be handed back with the next delta; as long as the delta. */
  readonly residual: Float32Array;
}

/**
 * Error feedback: what compression loses of one update is added to the next, so that nothing is lost
 * for good (Seide et al. 2014, "1-Bit SGD"; Karimireddy et al. 2019, "Error Feedback Fixes SignSGD and
 * other Gradient Compression Schemes", Algorithm 2):
 *
 *     p = δ + e,   send C(p),   e ← p − decode(C(p))
 *
 * It converges where ‖C(p) − p‖ is surely less than ‖p‖: for top-k, low rank, float16, int8, the scale
 * of DRIVE and rounding to the nearest always; for stochastic int4 and EDEN behind a rotation. Values
 * that are not finite are sent as they are and not remembered.
 *
 * @throws {RangeError} if the stages make no sense, or a length is not the manifest's
 */
export const compressWithFeedback = (
  stages: readonly Stage[],
  { delta, manifest, residual }: FeedbackInput,
  options: EncodeOptions,
): CompressedWithFeedback => {
  const wanted = residual === undefined ? delta : addScaled(delta, 1, residual);
  const encoded = encodePipeline(stages, { values: wanted, manifest }, options);
  const opened = openPipeline(stages, encoded.payload, manifest);
  if (!opened.ok) throw new RangeError(opened.reason);
  return { ...encoded, residual: remainder(wanted, opened.delta) };
};

const remainder = (wanted: Float32Array, sent: DeltaReader): Float32Array => {
  const left = new Float32Array(wanted.length);
  const block = new Float32Array(Math.min(BLOCK_LENGTH, wanted.length));
  forEachBlock(wanted.length, (begin, length) => {
    sent.read(begin, block.subarray(0, length));
    for (let i = 0; i < length; i++) {
      const lost = (wanted[begin + i] as number) - (block[i] as number);
      left[begin + i] = Number.isFinite(lost) ? lost : 0;
    }
  });
  return left;
};
