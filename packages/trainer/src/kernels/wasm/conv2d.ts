import * as tf from '@tensorflow/tfjs-core';
import { RELU } from './gemm-flags.ts';
import type { KernelModule } from './kernel-module.ts';
import { sizeOf } from './wasm-heap.ts';
import type { KernelCall, TensorSpec, WasmKernel } from './wasm-kernel.ts';

/** See `assembly/convolution.ts`; addresses are in bytes. */
export interface ConvolutionExports {
  convolutionScratchBytes(patch: number): number;
  setConvolution(
    height: number,
    width: number,
    channels: number,
    filterHeight: number,
    filterWidth: number,
    resultHeight: number,
    resultWidth: number,
    stepY: number,
    stepX: number,
    top: number,
    left: number,
    holesY: number,
    holesX: number,
  ): void;
  convolve(
    x: number,
    w: number,
    y: number,
    batch: number,
    channels: number,
    flags: number,
    bias: number,
  ): void;
  convolveFilterGradient(x: number, dy: number, dw: number, batch: number, channels: number): void;
  convolveInputGradient(dy: number, w: number, dx: number, batch: number, channels: number): void;
}

interface ConvolutionAttrs {
  readonly strides: number | [number, number];
  readonly pad: Parameters<typeof tf.backend_util.computeConv2DInfo>[4];
  readonly dilations?: number | [number, number];
  readonly dataFormat?: 'NHWC' | 'NCHW';
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

type Shape4 = [number, number, number, number];

/** Everything that tfjs knows about a convolution of x[NHWC] with filter[HWIO]. */
const describe = (x: readonly number[], filter: readonly number[], { attrs }: KernelCall) => {
  const { strides, pad, dilations = 1, dimRoundingMode } = attrs as unknown as ConvolutionAttrs;
  return tf.backend_util.computeConv2DInfo(
    x as Shape4,
    filter as Shape4,
    strides,
    dilations,
    pad,
    dimRoundingMode,
  );
};
export type Convolution = ReturnType<typeof describe>;

/** Reserves the scratch memory, and gives what sets the geometry before a call. */
export const prepareConvolution = (
  { run, reserve }: KernelModule,
  info: Convolution,
): (() => void) => {
  const { inHeight, inWidth, inChannels, filterHeight, filterWidth, outHeight, outWidth } = info;
  const { strideHeight, strideWidth, dilationHeight, dilationWidth, padInfo } = info;
  reserve(run.convolutionScratchBytes(filterHeight * filterWidth * inChannels));
  return () =>
    run.setConvolution(
      inHeight,
      inWidth,
      inChannels,
      filterHeight,
      filterWidth,
      outHeight,
      outWidth,
      strideHeight,
      strideWidth,
      padInfo.top,
      padInfo.left,
      dilationHeight,
      dilationWidth,
    );
};

/** Pictures with channels last, not grouped. */
const isPlain = ({ inputs, attrs }: KernelCall): boolean =>
  (attrs.dataFormat ?? 'NHWC') === 'NHWC' &&
  Object.values(inputs).every(({ dtype }) => dtype === 'float32');

const shapeOf = ({ inputs }: KernelCall, name: string): readonly number[] =>
  (inputs[name] as TensorSpec).shape;

const forwardInfo = (call: KernelCall) =>
  describe(shapeOf(call, 'x'), shapeOf(call, 'filter'), call);

const forward: Pick<WasmKernel, 'outputs' | 'bind'> = {
  outputs: (call) => [{ shape: forwardInfo(call).outShape, dtype: 'float32' }],
  bind: (call, { inputs, outputs }, module) => {
    const info = forwardInfo(call);
    const setGeometry = prepareConvolution(module, info);
    const { x = 0, filter = 0, bias = 0 } = inputs;
    const [y = 0] = outputs;
    const flags = call.attrs.activation === 'relu' ? RELU : 0;
    return () => {
      setGeometry();
      module.run.convolve(x, filter, y, info.batchSize, info.outChannels, flags, bias);
    };
  },
};

const isNotGrouped = (call: KernelCall): boolean =>
  shapeOf(call, 'x').at(-1) === shapeOf(call, 'filter')[2];

/** {x, filter} → y */
const conv2d: WasmKernel = {
  name: 'Conv2D',
  supports: (call) => isPlain(call) && isNotGrouped(call),
  ...forward,
};

/** {x, filter, bias} with an activation: linear or ReLU */
const fusedConv2d: WasmKernel = {
  name: 'FusedConv2D',
  supports: (call) =>
    isPlain(call) &&
    isNotGrouped(call) &&
    call.inputs.preluActivationWeights === undefined &&
    (call.inputs.bias === undefined ||
      sizeOf(call.inputs.bias.shape) === shapeOf(call, 'filter')[3]) &&
    ['linear', 'relu'].includes(String(call.attrs.activation ?? 'linear')),
  ...forward,
};

const filterInfo = (call: KernelCall) =>
  describe(shapeOf(call, 'x'), call.attrs.filterShape as number[], call);

/** {x, dy} attrs filterShape → dFilter */
const filterGradient: WasmKernel = {
  name: 'Conv2DBackpropFilter',
  supports: isPlain,
  outputs: ({ attrs }) => [{ shape: attrs.filterShape as number[], dtype: 'float32' }],
  bind: (call, { inputs, outputs }, module) => {
    const info = filterInfo(call);
    const setGeometry = prepareConvolution(module, info);
    const { x = 0, dy = 0 } = inputs;
    const [dw = 0] = outputs;
    return () => {
      setGeometry();
      module.run.convolveFilterGradient(x, dy, dw, info.batchSize, info.outChannels);
    };
  },
};

const inputInfo = (call: KernelCall) =>
  describe(call.attrs.inputShape as number[], shapeOf(call, 'filter'), call);

/** {dy, filter} attrs inputShape → dx */
const inputGradient: WasmKernel = {
  name: 'Conv2DBackpropInput',
  supports: isPlain,
  outputs: ({ attrs }) => [{ shape: attrs.inputShape as number[], dtype: 'float32' }],
  bind: (call, { inputs, outputs }, module) => {
    const info = inputInfo(call);
    const setGeometry = prepareConvolution(module, info);
    const { dy = 0, filter = 0 } = inputs;
    const [dx = 0] = outputs;
    return () => {
      setGeometry();
      module.run.convolveInputGradient(dy, filter, dx, info.batchSize, info.outChannels);
    };
  },
};

export const conv2dKernels: readonly WasmKernel[] = [
  conv2d,
  fusedConv2d,
  filterGradient,
  inputGradient,
];
