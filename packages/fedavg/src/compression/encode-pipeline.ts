import { countWeights, type FlatWeights } from '../flat-weights.ts';
import type { Chance, Stage } from './compressor.ts';
import { requirePipeline } from './parse-pipeline.ts';
import { alignedLength, LENGTH_BYTES, shapePipeline } from './pipeline-shape.ts';

export interface EncodeOptions extends Chance {
  /** What the encoding before this one returned as its memory, on the same device and run. */
  readonly memory?: Float32Array | undefined;
}

export interface EncodedPipeline {
  readonly payload: Uint8Array;
  /** To be kept until the next encoding; only "low-rank" has any. At most one stage of a pipeline does. */
  readonly memory?: Float32Array;
}

/**
 * Sends a vector through the stages. The payload is, for each transform, the length of its side
 * information (u32, little-endian), that information and zeros up to a multiple of 4 bytes; and then
 * the codec's bytes. The same values, stages and seed give the same bytes everywhere.
 *
 * @throws {RangeError} if the stages make no sense, or the values do not fit the manifest
 */
export const encodePipeline = (
  stages: readonly Stage[],
  { values, manifest }: FlatWeights,
  { random, memory }: EncodeOptions,
): EncodedPipeline => {
  const pipeline = requirePipeline(stages);
  const { transforms, codecBytes } = shapePipeline(pipeline, manifest);
  requireLength(values, countWeights(manifest));
  const sides: Uint8Array[] = [];
  let rest = values;
  let kept: Float32Array | undefined;
  for (const { transform, shape } of transforms) {
    const transformed = transform.encode(rest, { ...shape, random, memory });
    sides.push(transformed.side);
    rest = transformed.rest;
    kept = transformed.memory ?? kept;
  }
  const { compressor, params } = pipeline.codec;
  const body = compressor.encode(rest, { params, random });
  requireLength(body, codecBytes);
  const payload = joinPayload(sides, body);
  return { payload, ...(kept === undefined ? {} : { memory: kept }) };
};

const joinPayload = (sides: readonly Uint8Array[], body: Uint8Array): Uint8Array => {
  const lengths = sides.map((side) => LENGTH_BYTES + alignedLength(side.length));
  const payload = new Uint8Array(lengths.reduce((sum, length) => sum + length, body.length));
  const view = new DataView(payload.buffer);
  let at = 0;
  sides.forEach((side, index) => {
    view.setUint32(at, side.length, true);
    payload.set(side, at + LENGTH_BYTES);
    at += lengths[index] as number;
  });
  payload.set(body, at);
  return payload;
};

const requireLength = ({ length }: { readonly length: number }, wanted: number): void => {
  if (length !== wanted) {
    throw new RangeError(`A vector of ${length} does not fit where ${wanted} are expected.`);
  }
};
