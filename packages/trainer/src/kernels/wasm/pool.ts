import * as tf from '@tensorflow/tfjs-core';
import type { KernelModule } from './kernel-module.ts';
import { sizeOf } from './wasm-heap.ts';
import type { KernelCall, TensorSpec, WasmKernel } from './wasm-kernel.ts';

/** See `assembly/pooling.ts`; addresses are in bytes. */
export interface PoolExports {
  setPoolSizes(
    channels: number,
    depth: number,
    height: number,
    width: number,
    resultDepth: number,
    resultHeight: number,
    resultWidth: number,
  ): void;
  setPoolWindows(
    depth: number,
    height: number,
    width: number,
    stepZ: number,
    stepY: number,
    stepX: number,
    front: number,
    top: number,
    left: number,
    holesZ: number,
    holesY: number,
    holesX: number,
  ): void;
  maxPool(x: number, y: number, batch: number): void;
  maxPoolGradient(dy: number, x: number, y: number, dx: number, left: number, batch: number): void;
  averagePool(from: number, to: number, batch: number, gradient: number): void;
}

type Shape4 = [number, number, number, number];
type Shape5 = [number, number, number, number, number];
type Steps3 = [number, number, number];

interface PoolAttrs {
  readonly filterSize: number | [number, number];
  readonly strides: number | [number, number];
  readonly pad: 'same' | 'valid' | number;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

interface Pool {
  readonly batch: number;
  readonly outShape: readonly number[];
  setGeometry(): void;
}

/** Pictures, [batch, height, width, channels]. */
const describePool2d = (
  x: readonly number[],
  { attrs }: KernelCall,
  run: KernelModule['run'] | undefined,
): Pool => {
  const { filterSize, strides, pad, dimRoundingMode } = attrs as unknown as PoolAttrs;
  const info = tf.backend_util.computePool2DInfo(
    x as Shape4,
    filterSize,
    strides,
    1,
    pad,
    dimRoundingMode,
  );
  return {
    batch: info.batchSize,
    outShape: info.outShape,
    setGeometry: () => {
      run?.setPoolSizes(
        info.inChannels,
        1,
        info.inHeight,
        info.inWidth,
        1,
        info.outHeight,
        info.outWidth,
      );
      run?.setPoolWindows(
        1,
        info.filterHeight,
        info.filterWidth,
        1,
        info.strideHeight,
        info.strideWidth,
        0,
        info.padInfo.top,
        info.padInfo.left,
        1,
        1,
        1,
      ); // prettier-ignore
    },
  };
};

/** Volumes, [batch, depth, height, width, channels]. */
const describePool3d = (
  x: readonly number[],
  { attrs }: KernelCall,
  run: KernelModule['run'] | undefined,
): Pool => {
  const { filterSize, strides, pad, dimRoundingMode } = attrs as unknown as PoolAttrs;
  const info = tf.backend_util.computePool3DInfo(
    x as Shape5,
    filterSize as unknown as Steps3,
    strides as unknown as Steps3,
    1,
    pad,
    dimRoundingMode,
  ); // prettier-ignore
  return {
    batch: info.batchSize,
    outShape: info.outShape,
    setGeometry: () => {
      run?.setPoolSizes(
        info.inChannels,
        info.inDepth,
        info.inHeight,
        info.inWidth,
        info.outDepth,
        info.outHeight,
        info.outWidth,
      ); // prettier-ignore
      run?.setPoolWindows(
        info.filterDepth,
        info.filterHeight,
        info.filterWidth,
        info.strideDepth,
        info.strideHeight,
        info.strideWidth,
        info.padInfo.front,
        info.padInfo.top,
        info.padInfo.left,
        1,
        1,
        1,
      ); // prettier-ignore
    },
  };
};

type Describe = typeof describePool2d;

const shapeOf = ({ inputs }: KernelCall, name: string): readonly number[] =>
  (inputs[name] as TensorSpec).shape;

const isFloat = ({ inputs }: KernelCall): boolean =>
  Object.values(inputs).every(({ dtype }) => dtype === 'float32');

const maxPool = (name: string, describe: Describe): WasmKernel => ({
  name,
  supports: isFloat,
  outputs: (call) => [
    { shape: describe(shapeOf(call, 'x'), call, undefined).outShape, dtype: 'float32' },
  ],
  bind: (call, { inputs, outputs }, { run }) => {
    const pool = describe(shapeOf(call, 'x'), call, run);
    const { x = 0 } = inputs;
    const [y = 0] = outputs;
    return () => {
      pool.setGeometry();
      run.maxPool(x, y, pool.batch);
    };
  },
});

/**
 * {dy, input, output} → dx. The stock kernel starts its maximum at the smallest positive float, so
 * that windows with a negative maximum lose their gradient.
 */
const maxPoolGradient = (name: string, describe: Describe): WasmKernel => ({
  name,
  supports: isFloat,
  outputs: (call) => [{ shape: shapeOf(call, 'input'), dtype: 'float32' }],
  bind: (call, { inputs, outputs }, { run, reserve }) => {
    const pool = describe(shapeOf(call, 'input'), call, run);
    const { dy = 0, input = 0, output = 0 } = inputs;
    const [dx = 0] = outputs;
    const dyBytes = 4 * sizeOf(shapeOf(call, 'dy'));
    const own = run.gemmScratchBytes();
    reserve(own + dyBytes);
    return () => {
      pool.setGeometry();
      run.maxPoolGradient(dy, input, output, dx, run.scratchAddress() + own, pool.batch);
    };
  },
});

const averagePool = (name: string, describe: Describe): WasmKernel => ({
  name,
  supports: isFloat,
  outputs: (call) => [
    { shape: describe(shapeOf(call, 'x'), call, undefined).outShape, dtype: 'float32' },
  ],
  bind: (call, { inputs, outputs }, { run }) => {
    const pool = describe(shapeOf(call, 'x'), call, run);
    const { x = 0 } = inputs;
    const [y = 0] = outputs;
    return () => {
      pool.setGeometry();
      run.averagePool(x, y, pool.batch, 0);
    };
  },
});

/** {dy, input} → dx */
const averagePoolGradient = (name: string, describe: Describe): WasmKernel => ({
  name,
  supports: isFloat,
  outputs: (call) => [{ shape: shapeOf(call, 'input'), dtype: 'float32' }],
  bind: (call, { inputs, outputs }, { run }) => {
    const pool = describe(shapeOf(call, 'input'), call, run);
    const { dy = 0 } = inputs;
    const [dx = 0] = outputs;
    return () => {
      pool.setGeometry();
      run.averagePool(dy, dx, pool.batch, 1);
    };
  },
});

export const poolKernels: readonly WasmKernel[] = [
  maxPool('MaxPool', describePool2d),
  maxPoolGradient('MaxPoolGrad', describePool2d),
  averagePool('AvgPool', describePool2d),
  averagePoolGradient('AvgPoolGrad', describePool2d),
  maxPool('MaxPool3D', describePool3d),
  maxPoolGradient('MaxPool3DGrad', describePool3d),
  averagePool('AvgPool3D', describePool3d),
  averagePoolGradient('AvgPool3DGrad', describePool3d),
];
