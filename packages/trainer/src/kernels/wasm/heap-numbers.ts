import type { Tensor, Tf } from '@tributary/model-zoo';
import { addressOf, wasmBackend } from './wasm-heap.ts';

/** The numbers of float32 tensors on the wasm heap, one after another, without a kernel or a copy between. */
export const readHeap = (tf: Tf, tensors: readonly Tensor[]): Float32Array => {
  const values = new Float32Array(tensors.reduce((total, { size }) => total + size, 0));
  eachPart(tf, tensors, (numbers, offset) => values.set(numbers, offset));
  return values;
};

/** Replaces the numbers of float32 tensors where they lie, which recordings know by its address. */
export const writeHeap = (tf: Tf, tensors: readonly Tensor[], values: Float32Array): void =>
  eachPart(tf, tensors, (numbers, offset) => {
    numbers.set(values.subarray(offset, offset + numbers.length));
  });

const eachPart = (
  tf: Tf,
  tensors: readonly Tensor[],
  visit: (numbers: Float32Array, offset: number) => void,
): void => {
  const backend = wasmBackend(tf);
  let offset = 0;
  for (const tensor of tensors) {
    const { buffer } = backend.wasm.asm.memory;
    visit(new Float32Array(buffer, addressOf(backend, tensor), tensor.size), offset);
    offset += tensor.size;
  }
};
