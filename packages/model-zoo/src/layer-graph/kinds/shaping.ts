import { z } from 'zod';
import type { Tensor } from '../../model.ts';
import { layerKind, onlyShape, plainLayer, type Shape } from '../layer-kind.ts';

const lengthSchema = z.number().int().min(1).max(1_000_000);
const sizeOf = (shape: Shape): number => shape.reduce((size, length) => size * length, 1);

/** The examples themselves; every graph has exactly one. */
export const inputKind = layerKind({
  params: z.strictObject({ shape: z.array(lengthSchema).min(1).max(4) }),
  build: ({ params, shapes }) => {
    if (shapes.length > 0) throw new RangeError('it has inputs, but is one itself');
    return plainLayer(params.shape, (_, [x]) => x as Tensor);
  },
});

export const flattenKind = layerKind({
  params: z.strictObject({}),
  build: ({ shapes }) => {
    const size = sizeOf(onlyShape(shapes));
    return plainLayer([size], (tf, [x]) => tf.reshape(x as Tensor, [-1, size]));
  },
});

/** One length may be -1: whatever is left. */
export const reshapeKind = layerKind({
  params: z.strictObject({
    targetShape: z
      .array(z.union([lengthSchema, z.literal(-1)]))
      .min(1)
      .max(4),
  }),
  build: ({ params: { targetShape }, shapes }) => {
    const before = onlyShape(shapes);
    const known = sizeOf(targetShape.filter((length) => length !== -1));
    const rest = sizeOf(before) / known;
    const shape = targetShape.map((length) => (length === -1 ? rest : length));
    const open = targetShape.filter((length) => length === -1).length;
    if (open > 1 || (open === 1 && !Number.isInteger(rest)) || sizeOf(shape) !== sizeOf(before)) {
      throw new RangeError(`it cannot make [${targetShape.join(', ')}] of [${before.join(', ')}]`);
    }
    return plainLayer(shape, (tf, [x]) => tf.reshape(x as Tensor, [-1, ...shape]));
  },
});

/**
 * Does nothing: a step of training must be a function of its weights and its batch, so that it can be
 * recorded and replayed, and chance has no place in that.
 */
export const dropoutKind = layerKind({
  params: z.strictObject({ rate: z.number().min(0).lt(1) }),
  build: ({ shapes }) => plainLayer(onlyShape(shapes), (_, [x]) => x as Tensor),
});
