import * as tf from '@tensorflow/tfjs-core';
import { type Convolution, prepareConvolution } from './conv2d.ts';
import type { KernelModule } from './kernel-module.ts';
import type { KernelCall, TensorSpec, WasmKernel } from './wasm-kernel.ts';

type Run = (x: number, w: number, y: number, batch: number, multiplier: number) => void;

/** See `assembly/depthwise.ts`; addresses are in bytes. */
export interface DepthwiseExports {
  depthwiseScratchBytes(spreadNumbers: number): number;
  depthwise: Run;
  depthwiseFilterGradient: Run;
  depthwiseInputGradient: Run;
}

type Shape4 = [number, number, number, number];

/** Everything that tfjs knows about a depthwise convolution of x[NHWC] with filter [kh, kw, c, q]. */
const describe = (
  x: readonly number[],
  filter: readonly number[],
  { attrs }: KernelCall,
): Convolution =>
  tf.backend_util.computeConv2DInfo(
    x as Shape4,
    filter as Shape4,
    attrs.strides as [number, number],
    (attrs.dilations as [number, number] | undefined) ?? 1,
    attrs.pad as 'same',
    attrs.dimRoundingMode as 'floor',
    true,
  );

interface Depthwise {
  readonly name: string;
  /** The inputs in the order in which the module takes them. */
  readonly operands: readonly [string, string];
  readonly xShape: (call: KernelCall) => readonly number[];
  readonly filterShape: (call: KernelCall) => readonly number[];
  readonly outShape: (info: Convolution, call: KernelCall) => readonly number[];
  readonly run: (module: KernelModule) => Run;
}

const kernelOf = ({
  name,
  operands,
  xShape,
  filterShape,
  outShape,
  run,
}: Depthwise): WasmKernel => {
  const infoOf = (call: KernelCall) => describe(xShape(call), filterShape(call), call);
  return {
    name,
    supports: ({ inputs, attrs }) =>
      (attrs.dataFormat ?? 'NHWC') === 'NHWC' &&
      operands.every((operand) => inputs[operand]?.dtype === 'float32'),
    outputs: (call) => [{ shape: outShape(infoOf(call), call), dtype: 'float32' }],
    bind: (call, { inputs, outputs }, module) => {
      const info = infoOf(call);
      const setGeometry = prepareConvolution(module, info);
      const [a = 0, b = 0] = operands.map((operand) => inputs[operand]);
      const [to = 0] = outputs;
      const carryOut = run(module);
      const multiplier = info.outChannels / info.inChannels;
      const spreadNumbers = info.inHeight * info.inWidth * info.outChannels;
      if (multiplier > 1) module.reserve(module.run.depthwiseScratchBytes(spreadNumbers));
      return () => {
        setGeometry();
        carryOut(a, b, to, info.batchSize, multiplier);
      };
    },
  };
};

const shapeOf =
  (name: string) =>
  ({ inputs }: KernelCall): readonly number[] =>
    (inputs[name] as TensorSpec).shape;
const attribute =
  (name: string) =>
  ({ attrs }: KernelCall): readonly number[] =>
    attrs[name] as number[];

export const depthwiseKernels: readonly WasmKernel[] = [
  {
    name: 'DepthwiseConv2dNative',
    operands: ['x', 'filter'] as const,
    xShape: shapeOf('x'),
    filterShape: shapeOf('filter'),
    outShape: (info: Convolution) => info.outShape,
    run: ({ run }: KernelModule) => run.depthwise,
  },
  {
    name: 'DepthwiseConv2dNativeBackpropFilter',
    operands: ['x', 'dy'] as const,
    xShape: shapeOf('x'),
    filterShape: attribute('filterShape'),
    outShape: (_: Convolution, call: KernelCall) => attribute('filterShape')(call),
    run: ({ run }: KernelModule) => run.depthwiseFilterGradient,
  },
  {
    name: 'DepthwiseConv2dNativeBackpropInput',
    operands: ['dy', 'filter'] as const,
    xShape: attribute('inputShape'),
    filterShape: shapeOf('filter'),
    outShape: (_: Convolution, call: KernelCall) => attribute('inputShape')(call),
    run: ({ run }: KernelModule) => run.depthwiseInputGradient,
  },
].map(kernelOf);
