import type { Shape } from '@tributary/model-zoo';
import type { GraphWriter } from './graph-writer.ts';

/** [N, …, C] → [N, C, …] */
const channelsFirstOrder = (axes: number): number[] => [
  0,
  axes,
  ...Array.from({ length: axes - 1 }, (_, index) => index + 1),
];

/** [N, C, …] → [N, …, C] */
const channelsLastOrder = (axes: number): number[] => [
  0,
  ...Array.from({ length: axes - 1 }, (_, index) => index + 2),
  1,
];

/**
 * A layer's output. Layers here have their channels last, ONNX's convolutions first: a value is
 * transposed when it is first asked for in the other layout, so that nothing is between two
 * convolutions.
 */
export interface Value {
  /** As the layers see it, without the batch. */
  readonly shape: Shape;
  channelsLast(): string;
  channelsFirst(): string;
  /** The layout that costs nothing. */
  readonly native: 'channelsLast' | 'channelsFirst';
}

export const layoutOf = (
  writer: GraphWriter,
  name: string,
  { shape, native }: Pick<Value, 'shape' | 'native'>,
): Value => {
  let other: string | undefined;
  const isTransposed = native === 'channelsFirst';
  const order = isTransposed ? channelsLastOrder : channelsFirstOrder;
  const transposed = (): string => {
    if (shape.length < 2) return name;
    other ??= writer.node('Transpose', [name], { perm: order(shape.length) });
    return other;
  };
  return {
    ...{ shape, native },
    channelsLast: () => (isTransposed ? transposed() : name),
    channelsFirst: () => (isTransposed ? name : transposed()),
  };
};
