import { countWeights, type WeightManifest } from '../flat-weights.ts';
import type { InputShape, Stage, Transform } from './compressor.ts';
import { type ConfiguredStage, type Pipeline, requirePipeline } from './parse-pipeline.ts';

/** A transform and what it knows of its input. */
export interface ShapedTransform {
  readonly transform: Transform;
  readonly shape: InputShape<Readonly<Record<string, unknown>>>;
  readonly maxSideBytes: number;
}

/** What a pipeline does to a model's shape, whatever the values are. */
export interface PipelineShape {
  readonly transforms: readonly ShapedTransform[];
  /** How many values the codec is given. */
  readonly codecLength: number;
  readonly codecBytes: number;
}

export const shapePipeline = (
  { transforms, codec }: Pipeline,
  manifest: WeightManifest,
): PipelineShape => {
  let size = countWeights(manifest);
  const shaped = transforms.map(({ compressor: transform, params }: ConfiguredStage<Transform>) => {
    const shape = { size, manifest, params };
    size = transform.restLength(shape);
    return { transform, shape, maxSideBytes: transform.maxSideBytes(shape) };
  });
  const codecBytes = codec.compressor.bytes(size, codec.params);
  return { transforms: shaped, codecLength: size, codecBytes };
};

/** Side information is preceded by its length and followed by zeros, so that what comes next is aligned. */
export const LENGTH_BYTES = 4;
export const alignedLength = (length: number): number => Math.ceil(length / 4) * 4;

/**
 * The most bytes that a model of this shape takes; exact but for the places of "top-k".
 * @throws {RangeError} if the stages make no sense
 */
export const maxPayloadBytes = (stages: readonly Stage[], manifest: WeightManifest): number => {
  const { transforms, codecBytes } = shapePipeline(requirePipeline(stages), manifest);
  return transforms.reduce(
    (total, { maxSideBytes }) => total + LENGTH_BYTES + alignedLength(maxSideBytes),
    codecBytes,
  );
};
