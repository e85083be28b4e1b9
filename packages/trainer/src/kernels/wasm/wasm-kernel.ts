import type { DataType } from '@tensorflow/tfjs-core';
import type { KernelModule } from './kernel-module.ts';

export interface TensorSpec {
  readonly shape: readonly number[];
  readonly dtype: DataType;
}

/** A kernel's call with everything known but the numbers. */
export interface KernelCall {
  /** By tfjs's name for each input; one that is not given is absent. */
  readonly inputs: Readonly<Record<string, TensorSpec>>;
  readonly attrs: Readonly<Record<string, unknown>>;
}

/** Where a call's numbers lie on the heap, in bytes. */
export interface KernelAddresses {
  readonly inputs: Readonly<Record<string, number>>;
  readonly outputs: readonly number[];
}

/**
 * A kernel of the project's own on tfjs's wasm heap. It serves two callers: tfjs, one call at a time
 * (`register-wasm-kernels.ts`), and a recorded step, which binds each call once and then only runs it.
 */
export interface WasmKernel {
  /** The kernel's name in tfjs; one that tfjs has is replaced. */
  readonly name: string;
  /** Whether this kernel does such a call; if not, the stock kernel of that name does. */
  supports?(call: KernelCall): boolean;
  /** What comes out. */
  outputs(call: KernelCall): readonly TensorSpec[];
  /**
   * For each output the inputs whose memory it may take over, because every number is read before
   * the one at its place is written; none where absent.
   */
  readonly overwrites?: readonly (readonly string[])[];
  /**
   * @param module reserve scratch memory here, not in the result
   * @returns carries out the call; it must not allocate
   */
  bind(call: KernelCall, at: KernelAddresses, module: KernelModule): () => void;
}
