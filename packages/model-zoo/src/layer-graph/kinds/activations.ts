import { z } from 'zod';
import type { Tensor } from '../../model.ts';
import { activate, activationSchema } from '../activation.ts';
import { layerKind, onlyShape, plainLayer } from '../layer-kind.ts';

export const activationKind = layerKind({
  params: z.strictObject({ activation: activationSchema }),
  build: ({ params: { activation }, shapes }) =>
    plainLayer(onlyShape(shapes), (tf, [x]) => activate(tf, x as Tensor, activation)),
});

/** min(max(x, 0), maxValue). */
export const reluKind = layerKind({
  params: z.strictObject({ maxValue: z.number().positive().nullable().default(null) }),
  build: ({ params: { maxValue }, shapes }) =>
    plainLayer(onlyShape(shapes), (tf, [x]) =>
      maxValue === null ? tf.relu(x as Tensor) : tf.clipByValue(x as Tensor, 0, maxValue),
    ),
});

/** x where it is positive, alpha·x elsewhere. */
export const leakyReluKind = layerKind({
  params: z.strictObject({ alpha: z.number().min(0).max(1).default(0.3) }),
  build: ({ params: { alpha }, shapes }) =>
    plainLayer(onlyShape(shapes), (tf, [x]) => tf.leakyRelu(x as Tensor, alpha)),
});

/** Over the last axis. */
export const softmaxKind = layerKind({
  params: z.strictObject({}),
  build: ({ shapes }) => plainLayer(onlyShape(shapes), (tf, [x]) => tf.softmax(x as Tensor)),
});
