import { z } from 'zod';
import { conv1d, conv1dWeights } from '../../layers/conv1d.ts';
import { conv2d, convWeights } from '../../layers/conv2d.ts';
import { depthwiseConv2d, depthwiseWeights } from '../../layers/depthwise-conv2d.ts';
import { constant } from '../../layers/initialisers.ts';
import { activate, activationSchema } from '../activation.ts';
import { layerKind, shapeOfRank } from '../layer-kind.ts';
import { lengthSchema, type Padding, paddingSchema, pairSchema, windowsAlong } from '../padding.ts';

const shared = {
  padding: paddingSchema,
  useBias: z.boolean().default(true),
  activation: activationSchema.default('linear'),
};
const filtersSchema = z.number().int().min(1).max(65_536);

interface Windows {
  readonly size: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly padding: Padding;
}

/** Height and width of a picture after windows have slid over it. */
export const slideOver = (
  [height, width]: readonly number[],
  { size, strides, padding }: Windows,
): [number, number] => [
  windowsAlong(height as number, { size: size[0], stride: strides[0], padding }),
  windowsAlong(width as number, { size: size[1], stride: strides[1], padding }),
];

/** Pictures [height, width, channels]: kernel [kh, kw, channels, filters], bias [filters]. */
export const conv2dKind = layerKind({
  params: z.strictObject({
    filters: filtersSchema,
    kernelSize: pairSchema,
    strides: pairSchema.default([1, 1]),
    ...shared,
  }),
  build: ({ name, params, shapes }) => {
    const before = shapeOfRank(shapes, 'height, width, channels');
    const { filters, kernelSize: size, strides, padding, useBias, activation } = params;
    return {
      shape: [...slideOver(before, { size, strides, padding }), filters],
      weights: convWeights(name, size, [before[2] as number, filters]).slice(0, useBias ? 2 : 1),
      forward: (tf, [x], weights) =>
        activate(tf, conv2d(tf, x as never, weights, { strides, pad: padding }), activation),
    };
  },
});

/** One filter for each channel: kernel [kh, kw, channels, 1], bias [channels]. */
export const depthwiseConv2dKind = layerKind({
  params: z.strictObject({
    kernelSize: pairSchema,
    strides: pairSchema.default([1, 1]),
    ...shared,
  }),
  build: ({ name, params, shapes }) => {
    const before = shapeOfRank(shapes, 'height, width, channels');
    const { kernelSize: size, strides, padding, useBias, activation } = params;
    const channels = before[2] as number;
    const kernel = depthwiseWeights(name, size, channels);
    return {
      shape: [...slideOver(before, { size, strides, padding }), channels],
      weights: useBias ? [...kernel, constant(`${name}/bias`, [channels], 0)] : kernel,
      forward: (tf, [x], weights) =>
        activate(
          tf,
          depthwiseConv2d(tf, x as never, weights, { strides, pad: padding }),
          activation,
        ),
    };
  },
});

/** Sequences [steps, channels]: kernel [width, 1, channels, filters], bias [filters]. */
export const conv1dKind = layerKind({
  params: z.strictObject({
    filters: filtersSchema,
    kernelSize: lengthSchema,
    strides: lengthSchema.default(1),
    ...shared,
  }),
  build: ({ name, params, shapes }) => {
    const [steps, channels] = shapeOfRank(shapes, 'steps, channels') as [number, number];
    const { filters, kernelSize: size, strides: stride, padding, useBias, activation } = params;
    return {
      shape: [windowsAlong(steps, { size, stride, padding }), filters],
      weights: conv1dWeights(name, size, [channels, filters]).slice(0, useBias ? 2 : 1),
      forward: (tf, [x], weights) =>
        activate(tf, conv1d(tf, x as never, weights, { stride, pad: padding }), activation),
    };
  },
});
