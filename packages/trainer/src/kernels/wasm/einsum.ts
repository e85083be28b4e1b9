import type { KernelModule } from './kernel-module.ts';
import { sizeOf } from './wasm-heap.ts';
import type { KernelCall, TensorSpec, WasmKernel } from './wasm-kernel.ts';

/** See `assembly/permute.ts`; addresses are in bytes, sizes and strides in numbers. */
export interface PermuteExports {
  permute(from: number, to: number, ...sizesThenStrides: number[]): void;
}

const MAX_AXES = 6;

interface Term {
  readonly labels: readonly string[];
  readonly sizes: ReadonlyMap<string, number>;
}

/** The labels of an Einstein sum, sorted by what becomes of them. */
interface Plan {
  readonly terms: readonly Term[];
  /** In both operands and the result. */
  readonly batch: readonly string[];
  /** In the first operand and the result. */
  readonly left: readonly string[];
  /** In the second operand and the result. */
  readonly right: readonly string[];
  /** In both operands and not in the result: summed over. */
  readonly inner: readonly string[];
  readonly result: readonly string[];
  size(labels: readonly string[]): number;
}

const plan = ({ inputs, attrs }: KernelCall): Plan | undefined => {
  const [given, output] = String(attrs.equation).replaceAll(' ', '').split('->');
  if (given === undefined || output === undefined) return undefined;
  const names = given.split(',');
  const terms = names.map((name, index): Term => {
    const { shape } = inputs[index] as TensorSpec;
    const labels = [...name];
    return { labels, sizes: new Map(labels.map((label, axis) => [label, shape[axis] as number])) };
  });
  const [first, second] = terms;
  if (!first || !second || terms.length > 2) return undefined;
  const result = [...output];
  const both = first.labels.filter((label) => second.labels.includes(label));
  const alone = (term: Term, other: Term) =>
    term.labels.filter((label) => !other.labels.includes(label));
  const sizes = new Map([...first.sizes, ...second.sizes]);
  const isTwice = names.some((name) => new Set(name).size !== name.length);
  // A label of one operand alone must be in the result; sums over it are left to stock tfjs.
  const isLost = [...alone(first, second), ...alone(second, first)].some(
    (label) => !result.includes(label),
  );
  if (
    isTwice ||
    isLost ||
    names.some(({ length }) => length > MAX_AXES) ||
    output.length > MAX_AXES
  ) {
    return undefined;
  }
  return {
    terms,
    batch: result.filter((label) => both.includes(label)),
    left: result.filter((label) => alone(first, second).includes(label)),
    right: result.filter((label) => alone(second, first).includes(label)),
    inner: both.filter((label) => !result.includes(label)),
    result,
    size: (labels) => sizeOf(labels.map((label) => sizes.get(label) as number)),
  };
};

const isPlain = (call: KernelCall): boolean =>
  Object.keys(call.inputs).length === 2 &&
  Object.values(call.inputs).every(({ dtype }) => dtype === 'float32') &&
  plan(call) !== undefined;

/** Sizes and strides that lay a tensor with axes `from` out with its axes in the order `to`. */
const layOut = (
  from: readonly string[],
  to: readonly string[],
  size: Plan['size'],
): { readonly moves: boolean; readonly numbers: readonly number[] } => {
  const missing = Array.from({ length: MAX_AXES - to.length }, () => 1);
  const stride = (label: string) => size(from.slice(from.indexOf(label) + 1));
  return {
    moves: String(from) !== String(to),
    numbers: [
      ...missing,
      ...to.map((label) => size([label])),
      ...missing.map(() => 0),
      ...to.map(stride),
    ],
  };
};

/**
 * Einstein sums of two operands, as attention writes them: both are laid out as stacks of matrices,
 * [batch, left, inner] and [batch, inner, right], multiplied, and the result laid out as asked for.
 */
const einsum: WasmKernel = {
  name: 'Einsum',
  supports: isPlain,
  outputs: (call) => {
    const { result, size } = plan(call) as Plan;
    return [{ shape: result.map((label) => size([label])), dtype: 'float32' }];
  },
  bind: (call, { inputs, outputs }, module) =>
    bindEinsum(
      plan(call) as Plan,
      {
        a: inputs[0] as number,
        b: inputs[1] as number,
        to: outputs[0] as number,
      },
      module,
    ),
};

const bindEinsum = (
  { terms, batch, left, right, inner, result, size }: Plan,
  at: { readonly a: number; readonly b: number; readonly to: number },
  { run, reserve }: KernelModule,
): (() => void) => {
  const [m, n, k, stacks] = [size(left), size(right), size(inner), size(batch)];
  const first = layOut(terms[0]?.labels ?? [], [...batch, ...left, ...inner], size);
  const second = layOut(terms[1]?.labels ?? [], [...batch, ...inner, ...right], size);
  const last = layOut([...batch, ...left, ...right], result, size);
  const own = run.gemmScratchBytes();
  const [bytesA, bytesB, bytesC] = [m * k, k * n, m * n].map((numbers) => 4 * stacks * numbers) as [
    number,
    number,
    number,
  ];
  reserve(own + bytesA + bytesB + bytesC);
  return () => {
    const scratch = run.scratchAddress() + own;
    const a = first.moves ? scratch : at.a;
    const b = second.moves ? scratch + bytesA : at.b;
    const c = last.moves ? scratch + bytesA + bytesB : at.to;
    if (first.moves) run.permute(at.a, a, ...first.numbers);
    if (second.moves) run.permute(at.b, b, ...second.numbers);
    for (let i = 0; i < stacks; i++) {
      const [ai, bi, ci] = [a + 4 * i * m * k, b + 4 * i * k * n, c + 4 * i * m * n];
      run.gemm(0, 0, ai, bi, ci, m, n, k, 1, 0, 0);
    }
    if (last.moves) run.permute(c, at.to, ...last.numbers);
  };
};

export const einsumKernels: readonly WasmKernel[] = [einsum];
