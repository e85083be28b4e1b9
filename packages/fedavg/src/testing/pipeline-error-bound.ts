import type { Stage } from '../compression/compressor.ts';
import { requirePipeline } from '../compression/parse-pipeline.ts';
import { countWeights, type FlatWeights } from '../flat-weights.ts';
import { createRandom } from '../random.ts';
import { norm2 } from '../vector.ts';

/**
 * What the stages' own bounds add up to for these values and this seed, in ‖·‖₂. Top-k and the rotation
 * hand an error on as large as it comes; for factors, what their codec loses is at most doubled here.
 */
export const errorBoundOf = (
  stages: readonly Stage[],
  { values, manifest }: FlatWeights,
  seed: number,
): number => {
  const { transforms, codec } = requirePipeline(stages);
  const random = createRandom(seed);
  let rest = values;
  let bound = norm2(values) * 1e-6 + Math.sqrt(values.length) * 1e-42;
  let relative = 0;
  let size = countWeights(manifest);
  for (const { compressor, params } of transforms) {
    bound += compressor.errorBound(rest, params);
    if (compressor.name === 'low-rank') relative = norm2(values);
    ({ rest } = compressor.encode(rest, { size, manifest, params, random }));
    size = rest.length;
  }
  const lost = codec.compressor.errorBound(rest, codec.params);
  const share = lost / Math.max(norm2(rest), Number.MIN_VALUE);
  return relative > 0 ? bound + 2 * share * relative : bound + lost;
};
