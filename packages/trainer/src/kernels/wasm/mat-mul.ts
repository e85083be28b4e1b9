import type { KernelConfig, KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import type { Tf } from '@tributary/model-zoo';

interface MatMulAttrs {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

/** The part of the wasm backend that gives a kernel's intermediate result back. */
interface DataOwner {
  disposeData(dataId: object, force?: boolean): boolean;
}

const sizeOf = ({ shape }: TensorInfo): number => shape.reduce((size, length) => size * length, 1);

/** [0, …, r − 1] with the last two axes exchanged. */
const swapLastAxes = (rank: number): number[] => {
  const axes = Array.from({ length: rank }, (_, axis) => axis);
  return [...axes.slice(0, -2), rank - 1, rank - 2];
};

/**
 * Wraps the stock kernel: op(A)·op(B), where op transposes if its flag says so. Both orders give
 * the same product: op(A)·op(B) = (op(B)ᵀ·op(A)ᵀ)ᵀ.
 */
const quickMatMul =
  (matMul: KernelFunc, transposeKernel: KernelFunc): KernelFunc =>
  ({ inputs, backend, attrs }) => {
    const { a, b } = inputs as { a: TensorInfo; b: TensorInfo };
    const { transposeA, transposeB } = attrs as unknown as MatMulAttrs;
    const owner = backend as DataOwner;
    const call = (kernel: KernelFunc, given: Record<string, TensorInfo>, options: object) =>
      kernel({ inputs: given, backend, attrs: { ...options } }) as TensorInfo;
    const transpose = (x: TensorInfo) =>
      call(transposeKernel, { x }, { perm: swapLastAxes(x.shape.length) });
    const multiply = (left: TensorInfo, right: TensorInfo) =>
      call(matMul, { a: left, b: right }, { transposeA: false, transposeB: false });

    const swapped = sizeOf(b) > sizeOf(a);
    const left = transposeA !== swapped ? transpose(a) : a;
    const right = transposeB !== swapped ? transpose(b) : b;
    const product = swapped ? multiply(right, left) : multiply(left, right);
    const result = swapped ? transpose(product) : product;
    if (left !== a) owner.disposeData(left.dataId);
    if (right !== b) owner.disposeData(right.dataId);
    if (result !== product) owner.disposeData(product.dataId);
    return result;
  };

/** The kernel as the backend registered it, kept so that a second call wraps nothing twice. */
let stock: KernelConfig | undefined;

/**
 * Makes matrix products on the wasm backend several times faster. XNNPACK packs its second operand
 * anew on every call, which for a 784×200 layer costs ten times the arithmetic, and its transpose
 * flags fall back to a scalar loop. So the smaller operand goes second, and transposes are done
 * explicitly. Call it after the backend's module was imported; further calls change nothing.
 */
export const installWasmMatMul = (tf: Tf): void => {
  const matMul = tf.getKernel('BatchMatMul', 'wasm');
  const transpose = tf.getKernel('Transpose', 'wasm');
  if (stock || !matMul || !transpose) return;
  stock = matMul;
  tf.unregisterKernel('BatchMatMul', 'wasm');
  tf.registerKernel({
    ...matMul,
    kernelFunc: quickMatMul(matMul.kernelFunc, transpose.kernelFunc),
  });
};
