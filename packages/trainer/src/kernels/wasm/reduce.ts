import { sizeOf } from './wasm-heap.ts';
import type { KernelCall, TensorSpec, WasmKernel } from './wasm-kernel.ts';

/** See `assembly/reduce.ts`; addresses are in bytes. */
export interface ReduceExports {
  sumMiddle(
    a: number,
    to: number,
    outer: number,
    middle: number,
    inner: number,
    scale: number,
  ): void;
  reluGradient(dx: number, dy: number, y: number, n: number): void;
}

interface Reduction {
  readonly outer: number;
  readonly middle: number;
  readonly inner: number;
  readonly shape: readonly number[];
}

/** The axes of a reduction as one block [outer, middle, inner]; undefined if they are apart. */
const describeReduction = ({ inputs, attrs }: KernelCall): Reduction | undefined => {
  const { shape } = inputs.x as TensorSpec;
  const given = attrs.axis as number | readonly number[] | undefined;
  const named = typeof given === 'number' ? [given] : (given ?? []);
  const axes = (named.length > 0 ? [...named] : shape.map((_, axis) => axis))
    .map((axis) => (axis + shape.length) % shape.length)
    .sort((a, b) => a - b);
  const [first = 0] = axes;
  const end = first + axes.length;
  if (axes.some((axis, index) => axis !== first + index)) return undefined;
  const kept = shape.flatMap((length, axis) => {
    if (!axes.includes(axis)) return [length];
    return attrs.keepDims ? [1] : [];
  });
  return {
    outer: sizeOf(shape.slice(0, first)),
    middle: sizeOf(shape.slice(first, end)),
    inner: sizeOf(shape.slice(end)),
    shape: kept,
  };
};

const reduction = (name: string, scaleOf: (reduction: Reduction) => number): WasmKernel => ({
  name,
  supports: (call) => {
    const found = call.inputs.x?.dtype === 'float32' && describeReduction(call);
    return Boolean(found) && sizeOf(call.inputs.x?.shape ?? []) > 0;
  },
  outputs: (call) => [{ shape: describeReduction(call)?.shape ?? [], dtype: 'float32' }],
  bind: (call, { inputs, outputs }, { run }) => {
    const found = describeReduction(call) as Reduction;
    const { outer, middle, inner } = found;
    const { x = 0 } = inputs;
    const [to = 0] = outputs;
    const scale = scaleOf(found);
    return () => run.sumMiddle(x, to, outer, middle, inner, scale);
  },
});

/** {dy, y} → dy where y > 0, else 0: the derivative of ReLU in one pass. */
const reluGradient: WasmKernel = {
  name: 'ReluGrad',
  outputs: ({ inputs }) => [inputs.dy as TensorSpec],
  overwrites: [['dy', 'y']],
  bind: ({ inputs: given }, { inputs, outputs }, { run }) => {
    const n = sizeOf(given.dy?.shape ?? []);
    const { dy = 0, y = 0 } = inputs;
    const [dx = 0] = outputs;
    return () => run.reluGradient(dx, dy, y, n);
  },
};

export const reduceKernels: readonly WasmKernel[] = [
  reduction('Sum', () => 1),
  reduction('Mean', ({ middle }) => 1 / middle),
  reluGradient,
];
