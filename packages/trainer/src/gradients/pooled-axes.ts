import type { NamedAttrMap } from '@tensorflow/tfjs-core';
import type { Tf } from '@tributary/model-zoo';

/** What pooling does along one axis of a picture or volume. */
export interface PooledAxis {
  readonly length: number;
  readonly window: number;
  readonly stride: number;
  /** Cells of padding. */
  readonly before: number;
  readonly after: number;
  readonly windows: number;
}

type Info2d = ReturnType<Tf['backend_util']['computePool2DInfo']>;
type Info3d = ReturnType<Tf['backend_util']['computePool3DInfo']>;

type Window<Size> = {
  readonly filterSize: number | Size;
  readonly strides: number | Size;
  readonly pad: 'same' | 'valid' | number;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
};
type Shape4 = [number, number, number, number];
type Shape5 = [number, number, number, number, number];

const heightAndWidth = (info: Info2d | Info3d): PooledAxis[] => {
  const { padInfo } = info;
  return [
    {
      length: info.inHeight,
      window: info.effectiveFilterHeight,
      stride: info.strideHeight,
      before: padInfo.top,
      after: padInfo.bottom,
      windows: info.outHeight,
    },
    {
      length: info.inWidth,
      window: info.effectiveFilterWidth,
      stride: info.strideWidth,
      before: padInfo.left,
      after: padInfo.right,
      windows: info.outWidth,
    },
  ];
};

const depth = (info: Info3d): PooledAxis => ({
  length: info.inDepth,
  window: info.effectiveFilterDepth,
  stride: info.strideDepth,
  before: info.padInfo.front,
  after: info.padInfo.back,
  windows: info.outDepth,
});

/**
 * @param shape [batch, (depth,) height, width, channels]
 * @param attributes of the pooling kernel
 * @returns (depth,) height and width
 */
export const pooledAxes = (
  tf: Tf,
  shape: readonly number[],
  attributes: NamedAttrMap,
): PooledAxis[] => {
  const { computePool2DInfo, computePool3DInfo } = tf.backend_util;
  if (shape.length === 4) {
    const window = attributes as unknown as Window<[number, number]>;
    const { filterSize, strides, pad, dimRoundingMode } = window;
    return heightAndWidth(
      computePool2DInfo(shape as Shape4, filterSize, strides, 1, pad, dimRoundingMode),
    );
  }
  const window = attributes as unknown as Window<[number, number, number]>;
  const { filterSize, strides, pad, dimRoundingMode } = window;
  const info = computePool3DInfo(
    shape as Shape5,
    filterSize,
    strides,
    1,
    pad,
    dimRoundingMode,
    'NDHWC',
  );
  return [depth(info), ...heightAndWidth(info)];
};
