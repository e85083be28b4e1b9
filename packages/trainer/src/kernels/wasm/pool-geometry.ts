import * as tf from '@tensorflow/tfjs-core';

/** tfjs's attributes of every pooling kernel; volumes have three numbers for a picture's two. */
interface PoolAttrs<Steps> {
  readonly filterSize: number | Steps;
  readonly strides: number | Steps;
  readonly pad: 'same' | 'valid' | number;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

type Three = [number, number, number];

/** Windows over volumes; depth, height and width in this order, in numbers. */
export interface PoolGeometry {
  readonly batch: number;
  readonly channels: number;
  readonly input: Three;
  readonly output: Three;
  readonly window: Three;
  readonly strides: Three;
  /** The padding before the first plane, row and column. */
  readonly before: Three;
  /** The result's shape: of as many axes as the input's. */
  readonly outShape: readonly number[];
}

/**
 * How a kernel of tfjs's pools an input of shape [batch, height, width, channels] or
 * [batch, depth, height, width, channels].
 */
export const describePool = (
  shape: readonly number[],
  attrs: Readonly<Record<string, unknown>>,
): PoolGeometry =>
  shape.length === 5 ? describeVolumes(shape, attrs) : describePictures(shape, attrs);

const describeVolumes = (
  shape: readonly number[],
  attrs: Readonly<Record<string, unknown>>,
): PoolGeometry => {
  const { filterSize, strides, pad, dimRoundingMode } = attrs as unknown as PoolAttrs<Three>;
  const info = tf.backend_util.computePool3DInfo(
    shape as [number, ...Three, number],
    filterSize,
    strides,
    1,
    pad,
    dimRoundingMode,
  );
  const { padInfo } = info;
  return {
    batch: info.batchSize,
    channels: info.inChannels,
    input: [info.inDepth, info.inHeight, info.inWidth],
    output: [info.outDepth, info.outHeight, info.outWidth],
    window: [info.filterDepth, info.filterHeight, info.filterWidth],
    strides: [info.strideDepth, info.strideHeight, info.strideWidth],
    before: [padInfo.front, padInfo.top, padInfo.left],
    outShape: info.outShape,
  };
};

/** Pictures are volumes of depth 1. */
const describePictures = (
  shape: readonly number[],
  attrs: Readonly<Record<string, unknown>>,
): PoolGeometry => {
  const { filterSize, strides, pad, dimRoundingMode } = attrs as unknown as PoolAttrs<
    [number, number]
  >;
  const info = tf.backend_util.computePool2DInfo(
    shape as [number, ...Three],
    filterSize,
    strides,
    1,
    pad,
    dimRoundingMode,
  );
  const { padInfo } = info;
  return {
    batch: info.batchSize,
    channels: info.inChannels,
    input: [1, info.inHeight, info.inWidth],
    output: [1, info.outHeight, info.outWidth],
    window: [1, info.filterHeight, info.filterWidth],
    strides: [1, info.strideHeight, info.strideWidth],
    before: [0, padInfo.top, padInfo.left],
    outShape: info.outShape,
  };
};
