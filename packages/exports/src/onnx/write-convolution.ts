import type { NamedWeights } from '@tributary/fedavg';
import type { Padding, Shape } from '@tributary/model-zoo';
import type { GraphWriter } from './graph-writer.ts';
import { firstOf, firstOut, type WriteLayer, writeActivation } from './layer-writers.ts';
import { transposedKernel } from './transposed-kernel.ts';

interface Windows {
  /** The lengths over which they slide. */
  readonly lengths: Shape;
  readonly size: readonly number[];
  readonly strides: readonly number[];
  readonly padding: Padding;
}

/** ONNX's attributes: zeros before each axis, then after each; where they are odd in number one more after. */
export const windowAttributes = ({ lengths, size, strides, padding }: Windows) => {
  const missing = lengths.map((length, axis) => {
    const [window, stride] = [size[axis] as number, strides[axis] as number];
    const windows = Math.ceil(length / stride);
    return padding === 'valid' ? 0 : Math.max(0, (windows - 1) * stride + window - length);
  });
  const before = missing.map((zeros) => Math.floor(zeros / 2));
  const after = missing.map((zeros) => Math.ceil(zeros / 2));
  return { kernel_shape: [...size], strides: [...strides], pads: [...before, ...after] };
};

type Convolution = 'Conv1D' | 'Conv2D' | 'DepthwiseConv2D';

/** A length along one axis, or along each. */
export const asList = (length: number | readonly number[]): readonly number[] =>
  typeof length === 'number' ? [length] : length;

/** The kernel as ONNX has it: [outputs, inputs, ...size]; with one filter for each channel [channels, 1, ...size]. */
const writeKernel = (
  writer: GraphWriter,
  { name, shape, values }: NamedWeights,
  { size, isDepthwise }: { readonly size: readonly number[]; readonly isDepthwise: boolean },
): string => {
  const [inputs, outputs] = shape.slice(-2) as [number, number];
  const [from, to] = isDepthwise ? [1, inputs] : [inputs, outputs];
  const turned = transposedKernel({ shape: [...size, from, to], values });
  return writer.weights(name, [to, from, ...size], turned);
};

export const writeConvolution: WriteLayer<Convolution> = (toWrite) => {
  const { writer, layer, weights } = toWrite;
  const { kernelSize, strides, padding, activation } = layer.params;
  const input = firstOf(toWrite);
  const isDepthwise = layer.kind === 'DepthwiseConv2D';
  const size = asList(kernelSize);
  const [kernel, bias] = weights;
  const names = [
    input.channelsFirst(),
    writeKernel(writer, kernel as NamedWeights, { size, isDepthwise }),
    ...(bias ? [writer.weights(bias.name, bias.shape, bias.values)] : []),
  ];
  const lengths = input.shape.slice(0, -1);
  const sum = writer.node('Conv', names, {
    ...windowAttributes({ lengths, size, strides: asList(strides), padding }),
    ...(isDepthwise && { group: input.shape.at(-1) as number }),
  });
  return firstOut(toWrite, writeActivation(writer, sum, { activation, axis: 1 }));
};
