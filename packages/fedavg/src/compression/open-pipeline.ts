import { countWeights, type WeightManifest } from '../flat-weights.ts';
import { type OpenedDelta, type Stage, type Unreadable, unreadable } from './compressor.ts';
import { parsePipeline } from './parse-pipeline.ts';
import {
  alignedLength,
  LENGTH_BYTES,
  type PipelineShape,
  shapePipeline,
} from './pipeline-shape.ts';

/** The places of the values of top-k are 32 bits wide; no model comes near. */
const MAX_WEIGHTS = 2 ** 31;

/**
 * A payload as a delta that is decoded while it is read. Every length is compared with what is there
 * before anything is allocated. Never throws: what is wrong comes back in plain words. The values may
 * still be NaN, infinite or too large; that is for screening to see.
 *
 * @param payload stays in use by the reader; not to be changed
 */
export const openPipeline = (
  stages: readonly Stage[],
  payload: Uint8Array,
  manifest: WeightManifest,
): OpenedDelta => {
  const pipeline = parsePipeline(stages);
  if (!pipeline.ok) return pipeline;
  // Written so that NaN is refused as well.
  if (!(countWeights(manifest) < MAX_WEIGHTS)) return unreadable('The model is too large.');
  const shape = shapePipeline(pipeline, manifest);
  const cut = cutPayload(payload, shape);
  if (!cut.ok) return cut;
  const { compressor, params } = pipeline.codec;
  let opened: OpenedDelta = {
    ok: true,
    delta: compressor.decode(cut.body, { length: shape.codecLength, params }),
  };
  for (let i = shape.transforms.length - 1; i >= 0 && opened.ok; i--) {
    const { transform, shape: input } = shape.transforms[i] as PipelineShape['transforms'][number];
    opened = transform.decode(cut.sides[i] as Uint8Array, opened.delta, input);
    if (!opened.ok) return unreadable(`"${transform.name}": ${opened.reason}`);
  }
  return opened;
};

interface CutPayload {
  readonly ok: true;
  readonly sides: readonly Uint8Array[];
  readonly body: Uint8Array;
}

const cutPayload = (
  payload: Uint8Array,
  { transforms, codecBytes }: PipelineShape,
): CutPayload | Unreadable => {
  const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
  const sides: Uint8Array[] = [];
  let at = 0;
  for (const { transform, maxSideBytes } of transforms) {
    if (at + LENGTH_BYTES > payload.length)
      return unreadable(`It ends before "${transform.name}".`);
    const length = view.getUint32(at, true);
    if (length > maxSideBytes) {
      return unreadable(
        `"${transform.name}" claims ${length} bytes beside the values; ${maxSideBytes} is the most.`,
      );
    }
    const begin = at + LENGTH_BYTES;
    at = begin + alignedLength(length);
    if (at > payload.length) return unreadable(`It ends within "${transform.name}".`);
    sides.push(payload.subarray(begin, begin + length));
  }
  const body = payload.subarray(at);
  return body.length === codecBytes
    ? { ok: true, sides, body }
    : unreadable(`The values take ${body.length} bytes where ${codecBytes} are expected.`);
};
