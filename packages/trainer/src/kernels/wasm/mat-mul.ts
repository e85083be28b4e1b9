import { ACCUMULATE, RELU } from './gemm-flags.ts';
import { sizeOf } from './wasm-heap.ts';
import type { KernelCall, TensorSpec, WasmKernel } from './wasm-kernel.ts';

/** Bytes of a float. */
const FLOAT = 4;

interface Product {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  readonly m: number;
  readonly k: number;
  readonly n: number;
  readonly batchA: number;
  readonly batchB: number;
  readonly batch: number;
  readonly shape: readonly number[];
}

/** The sizes of op(A)[…, m, k]·op(B)[…, k, n]; batches are equal, or one of them is 1. */
const describeProduct = ({ inputs, attrs }: KernelCall): Product => {
  const [a, b] = [inputs.a as TensorSpec, inputs.b as TensorSpec];
  const transposeA = Boolean(attrs.transposeA);
  const transposeB = Boolean(attrs.transposeB);
  const [rowsA, columnsA] = a.shape.slice(-2) as [number, number];
  const [rowsB, columnsB] = b.shape.slice(-2) as [number, number];
  const [m, k] = transposeA ? [columnsA, rowsA] : [rowsA, columnsA];
  const n = transposeB ? rowsB : columnsB;
  const [outerA, outerB] = [a.shape.slice(0, -2), b.shape.slice(0, -2)];
  const [batchA, batchB] = [sizeOf(outerA), sizeOf(outerB)];
  const outer = batchA >= batchB ? outerA : outerB;
  const batch = Math.max(batchA, batchB);
  return { transposeA, transposeB, m, k, n, batchA, batchB, batch, shape: [...outer, m, n] };
};

const bindProduct: WasmKernel['bind'] = (call, { inputs, outputs }, { run }) => {
  const { transposeA, transposeB, m, k, n, batchA, batchB, batch } = describeProduct(call);
  const [a, b, bias = 0] = [inputs.a as number, inputs.b as number, inputs.bias];
  const c = outputs[0] as number;
  const flags = call.attrs.activation === 'relu' ? RELU : 0;
  const [stepA, stepB] = [batchA === 1 ? 0 : m * k * FLOAT, batchB === 1 ? 0 : k * n * FLOAT];
  const [flagA, flagB] = [Number(transposeA), Number(transposeB)];
  return () => {
    for (let i = 0; i < batch; i++) {
      const at = c + i * m * n * FLOAT;
      run.gemm(flagA, flagB, a + i * stepA, b + i * stepB, at, m, n, k, 1, flags, bias);
    }
  };
};

const outputs: WasmKernel['outputs'] = (call) => [
  { shape: describeProduct(call).shape, dtype: 'float32' },
];

const isFloat = (spec: TensorSpec | undefined): boolean => spec?.dtype === 'float32';

/** Batches of the same shape, or one matrix against many. */
const hasPlainBatches = ({ inputs }: KernelCall): boolean => {
  const [outerA, outerB] = [inputs.a, inputs.b].map((spec) => spec?.shape.slice(0, -2) ?? []);
  const same = String(outerA) === String(outerB);
  return same || sizeOf(outerA ?? []) === 1 || sizeOf(outerB ?? []) === 1;
};

/** op(A)·op(B) for any transpose flags, batch by batch. */
const batchMatMul: WasmKernel = {
  name: 'BatchMatMul',
  supports: (call) => isFloat(call.inputs.a) && isFloat(call.inputs.b) && hasPlainBatches(call),
  outputs,
  bind: bindProduct,
};

/** The same with bias[n] and an activation in one pass; it does linear and ReLU. */
const fusedMatMul: WasmKernel = {
  name: '_FusedMatMul',
  supports: (call) =>
    batchMatMul.supports?.(call) === true &&
    call.inputs.preluActivationWeights === undefined &&
    (call.inputs.bias === undefined ||
      sizeOf(call.inputs.bias.shape) === describeProduct(call).n) &&
    ['linear', 'relu'].includes(String(call.attrs.activation ?? 'linear')),
  outputs,
  bind: bindProduct,
};

/**
 * {weight [m, n], a, b} with attrs learningRate and the flags → weight − η·op(A)·op(B): a dense layer's
 * step of plain SGD, added up in the weights themselves. The gradient never exists in memory.
 */
const matMulSgd: WasmKernel = {
  name: 'MatMulSgd',
  outputs: ({ inputs }) => [inputs.weight as TensorSpec],
  overwrites: [['weight']],
  bind: (call, { inputs, outputs }, { run }) => {
    const { transposeA, transposeB, m, k, n } = describeProduct(call);
    const { weight = 0, a = 0, b = 0 } = inputs;
    const result = outputs[0] as number;
    const rate = call.attrs.learningRate as number;
    const [flagA, flagB] = [Number(transposeA), Number(transposeB)];
    return () => {
      if (result !== weight) run.copy(result, weight, m * n * FLOAT);
      run.gemm(flagA, flagB, a, b, result, m, n, k, -rate, ACCUMULATE, 0);
    };
  },
};

export const matMulKernels: readonly WasmKernel[] = [batchMatMul, fusedMatMul, matMulSgd];
