import {
  BLOCK_LENGTH,
  type ClientMethodSpec,
  countMoves,
  type DeltaReader,
  forEachBlock,
  MAX_ABS_DELTA,
  magnitude,
  norm2,
  type Stage,
  type WeightManifest,
} from '@tributary/fedavg';
import { openFrame, type Rejection, reject } from '@tributary/protocol';

/** What a run takes. */
export interface ScreeningRules {
  /** The shape of its updates. */
  readonly manifest: WeightManifest;
  /** The stages that they must have passed through. */
  readonly stages: readonly Stage[];
  /** What made them: control variates do not count in the norm. */
  readonly method: ClientMethodSpec;
  /** The largest ‖δ‖₂; null where any will do. */
  readonly maxNorm: number | null;
}

export type Screened = { readonly ok: true; readonly norm: number } | Rejection;

/**
 * Whether an uploaded frame is a delta of the run's model and fit to be averaged: one NaN in one update
 * would make every weight of the global model NaN. What is judged is what will be decoded, not what the
 * client says.
 */
export const screenDelta = (
  bytes: Uint8Array,
  { manifest, stages, method, maxNorm }: ScreeningRules,
): Screened => {
  const frame = openFrame(bytes, { kind: 'delta', manifest, stages });
  if (!frame.ok) return frame;
  const { maxAbs, nonFinite, norm } = measure(frame.values, countMoves(manifest, method));
  if (nonFinite > 0) return reject('not-finite', `${nonFinite} values`);
  if (maxAbs > MAX_ABS_DELTA) {
    return reject(
      'out-of-range',
      `a weight moves by ${maxAbs.toPrecision(3)}; ${MAX_ABS_DELTA} is allowed`,
    );
  }
  if (maxNorm !== null && norm > maxNorm) {
    return reject('norm-too-large', `its norm is ${norm.toPrecision(3)}; ${maxNorm} is allowed`);
  }
  return { ok: true, norm };
};

/** One pass over a delta, block by block. @param moves how many of its first values are in the norm */
const measure = (delta: DeltaReader, moves: number) => {
  const buffer = new Float32Array(BLOCK_LENGTH);
  let [maxAbs, nonFinite, squares] = [0, 0, 0];
  forEachBlock(delta.size, (begin, length) => {
    const block = buffer.subarray(0, length);
    delta.read(begin, block);
    const found = magnitude(block);
    maxAbs = Math.max(maxAbs, found.maxAbs);
    nonFinite += found.nonFinite;
    squares += norm2(block.subarray(0, Math.max(0, moves - begin))) ** 2;
  });
  return { maxAbs, nonFinite, norm: Math.sqrt(squares) };
};
