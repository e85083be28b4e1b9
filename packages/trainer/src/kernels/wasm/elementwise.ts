import { sizeOf } from './wasm-heap.ts';
import type { KernelCall, TensorSpec, WasmKernel } from './wasm-kernel.ts';

/** See `assembly/elementwise.ts`; addresses are in bytes, sizes and steps in numbers. */
export interface ElementwiseExports {
  combine(op: number, a: number, b: number, to: number, ...sizesThenSteps: number[]): void;
}

/** As `assembly/elementwise.ts` numbers them. */
const OPERATIONS = { Add: 0, Sub: 1, Multiply: 2, RealDiv: 3 } as const;

const MAX_AXES = 3;

/** An axis of the result, and how far each operand moves along it. */
interface Axis {
  readonly size: number;
  readonly a: number;
  readonly b: number;
}

/** How far a tensor moves along each axis of a result that it is stretched to; 0 where it is. */
const stepsOf = (shape: readonly number[], rank: number): number[] => {
  const full = [...Array.from({ length: rank - shape.length }, () => 1), ...shape];
  return full.map((length, axis) => (length === 1 ? 0 : sizeOf(full.slice(axis + 1))));
};

const resultShape = ({ inputs }: KernelCall): number[] => {
  const [a, b] = [(inputs.a as TensorSpec).shape, (inputs.b as TensorSpec).shape];
  const rank = Math.max(a.length, b.length);
  const at = (shape: readonly number[], axis: number) => shape[axis - rank + shape.length] ?? 1;
  return Array.from({ length: rank }, (_, axis) => (at(a, axis) === 1 ? at(b, axis) : at(a, axis)));
};

/** The axes of the result, neighbours joined wherever both operands go through them in one go. */
const joinedAxes = (call: KernelCall): Axis[] => {
  const shape = resultShape(call);
  const [a, b] = [call.inputs.a, call.inputs.b].map((spec) =>
    stepsOf((spec as TensorSpec).shape, shape.length),
  ) as [number[], number[]];
  const joined: Axis[] = [];
  shape.forEach((size, index) => {
    if (size === 1) return;
    const inner: Axis = { size, a: a[index] as number, b: b[index] as number };
    const outer = joined.at(-1);
    const joins = outer && outer.a === inner.a * size && outer.b === inner.b * size;
    if (joins) joined[joined.length - 1] = { ...inner, size: outer.size * size };
    else joined.push(inner);
  });
  return joined;
};

const bind: (op: number) => WasmKernel['bind'] =
  (op) =>
  (call, { inputs, outputs }, { run }) => {
    const axes = joinedAxes(call);
    const missing = Array.from({ length: MAX_AXES - axes.length }, () => ({ size: 1, a: 0, b: 0 }));
    const all = [...missing, ...axes];
    const numbers = [
      ...all.map(({ size }) => size),
      ...all.map((axis) => axis.a),
      ...all.map((axis) => axis.b),
    ] as [number, number, number, number, number, number, number, number, number];
    const { a = 0, b = 0 } = inputs;
    const [to = 0] = outputs;
    return () => run.combine(op, a, b, to, ...numbers);
  };

/** {a, b} → a op b with the usual stretching of axes; what needs more than three axes is left to tfjs. */
export const elementwiseKernels: readonly WasmKernel[] = Object.entries(OPERATIONS).map(
  ([name, op]): WasmKernel => ({
    name,
    supports: (call) =>
      Object.values(call.inputs).every(({ dtype }) => dtype === 'float32') &&
      sizeOf(resultShape(call)) > 0 &&
      joinedAxes(call).length <= MAX_AXES,
    outputs: (call) => [{ shape: resultShape(call), dtype: 'float32' }],
    bind: bind(op),
    overwrites: [['a', 'b']],
  }),
);
