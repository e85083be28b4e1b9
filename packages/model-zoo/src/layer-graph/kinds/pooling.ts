import type { Tensor4D } from '@tensorflow/tfjs-core';
import { z } from 'zod';
import type { Tensor, Tf } from '../../model.ts';
import { layerKind, plainLayer, shapeOfRank } from '../layer-kind.ts';
import { lengthSchema, paddingSchema, pairSchema, windowsAlong } from '../padding.ts';
import { slideOver } from './convolutions.ts';

type Pool = 'maxPool' | 'avgPool';
type Pair = [number, number];

/** Windows of pictures [height, width, channels]; strides are the window's size where they are left out. */
const pooling2d = (pool: Pool) =>
  layerKind({
    params: z.strictObject({
      poolSize: pairSchema.default([2, 2]),
      strides: pairSchema.nullable().default(null),
      padding: paddingSchema,
    }),
    build: ({ params: { poolSize: size, strides: given, padding }, shapes }) => {
      const before = shapeOfRank(shapes, 'height, width, channels');
      const strides = given ?? size;
      return plainLayer(
        [...slideOver(before, { size, strides, padding }), before[2] as number],
        (tf, [x]) => tf[pool](x as Tensor4D, size, strides, padding),
      );
    },
  });

/** As of a picture one pixel wide, for which every backend has kernels. */
const pooling1d = (pool: Pool) =>
  layerKind({
    params: z.strictObject({
      poolSize: lengthSchema.default(2),
      strides: lengthSchema.nullable().default(null),
      padding: paddingSchema,
    }),
    build: ({ params: { poolSize: size, strides, padding }, shapes }) => {
      const [steps, channels] = shapeOfRank(shapes, 'steps, channels') as Pair;
      const stride = strides ?? size;
      const after = windowsAlong(steps, { size, stride, padding });
      return plainLayer([after, channels], (tf, [x]) => {
        const picture = tf.reshape(x as Tensor, [-1, steps, 1, channels]) as Tensor4D;
        const pooled = tf[pool](picture, [size, 1], [stride, 1], padding);
        return tf.reshape(pooled, [-1, after, channels]);
      });
    },
  });

export const maxPooling2dKind = pooling2d('maxPool');
export const averagePooling2dKind = pooling2d('avgPool');
export const maxPooling1dKind = pooling1d('maxPool');
export const averagePooling1dKind = pooling1d('avgPool');

const noParams = z.strictObject({});

export const globalAveragePooling2dKind = layerKind({
  params: noParams,
  build: ({ shapes }) =>
    plainLayer(shapeOfRank(shapes, 'height, width, channels').slice(2), (tf, [x]) =>
      tf.mean(x as Tensor, [1, 2]),
    ),
});

export const globalAveragePooling1dKind = layerKind({
  params: noParams,
  build: ({ shapes }) =>
    plainLayer(shapeOfRank(shapes, 'steps, channels').slice(1), (tf, [x]) =>
      tf.mean(x as Tensor, 1),
    ),
});

/** One window over everything, which every backend can differentiate. */
const largest = (tf: Tf, x: Tensor, [height, width, channels]: readonly number[]): Tensor => {
  const size: Pair = [height as number, width as number];
  const picture = tf.reshape(x, [-1, ...size, channels as number]) as Tensor4D;
  return tf.reshape(tf.maxPool(picture, size, 1, 'valid'), [-1, channels as number]);
};

export const globalMaxPooling2dKind = layerKind({
  params: noParams,
  build: ({ shapes }) => {
    const shape = shapeOfRank(shapes, 'height, width, channels');
    return plainLayer(shape.slice(2), (tf, [x]) => largest(tf, x as Tensor, shape));
  },
});

export const globalMaxPooling1dKind = layerKind({
  params: noParams,
  build: ({ shapes }) => {
    const [steps, channels] = shapeOfRank(shapes, 'steps, channels') as Pair;
    return plainLayer([channels], (tf, [x]) => largest(tf, x as Tensor, [steps, 1, channels]));
  },
});
