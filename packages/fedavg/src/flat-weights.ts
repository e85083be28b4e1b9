import { z } from 'zod';

/** One named weight tensor: its place in the flat vector follows from the order in the manifest. */
const weightEntrySchema = z.object({
  name: z.string().min(1).max(200),
  shape: z.array(z.number().int().positive()).max(8),
});
export type WeightEntry = z.output<typeof weightEntrySchema>;

/** The names and shapes of a model's weights, in the order in which they lie in the flat vector. */
export const weightManifestSchema = z.array(weightEntrySchema).min(1).max(10_000);
export type WeightManifest = readonly WeightEntry[];

/**
 * A whole model as one vector: `values.length` is the sum of the manifest's shape products.
 * Every layer of the project moves weights in this form; only the trainer makes tensors of it.
 */
export interface FlatWeights {
  readonly manifest: WeightManifest;
  readonly values: Float32Array;
}

/** The number of scalars in one entry (1 for a scalar's empty shape). */
const entrySize = (entry: WeightEntry): number =>
  entry.shape.reduce((size, dimension) => size * dimension, 1);

/** The number of scalars in the whole model. */
export const countWeights = (manifest: WeightManifest): number =>
  manifest.reduce((total, entry) => total + entrySize(entry), 0);

/** Whether two manifests describe the same vector: same names and shapes in the same order. */
export const sameManifest = (a: WeightManifest, b: WeightManifest): boolean =>
  a.length === b.length &&
  a.every((entry, index) => {
    const other = b[index];
    return (
      other !== undefined &&
      entry.name === other.name &&
      entry.shape.length === other.shape.length &&
      entry.shape.every((dimension, axis) => dimension === other.shape[axis])
    );
  });

export interface NamedWeights extends WeightEntry {
  /** A view into the flat vector, not a copy. Length: the product of `shape`. */
  readonly values: Float32Array;
}

/**
 * The flat vector seen tensor by tensor, without copying.
 * @throws {RangeError} when the vector's length is not what the manifest says.
 */
export const splitWeights = ({ manifest, values }: FlatWeights): NamedWeights[] => {
  if (values.length !== countWeights(manifest)) {
    throw new RangeError(
      `The weights hold ${values.length} values, but their manifest describes ${countWeights(manifest)}. Take both from the same model.`,
    );
  }
  let offset = 0;
  return manifest.map((entry) => {
    const end = offset + entrySize(entry);
    const named = { ...entry, values: values.subarray(offset, end) };
    offset = end;
    return named;
  });
};
