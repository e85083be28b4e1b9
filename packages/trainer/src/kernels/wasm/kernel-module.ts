import type { ConvolutionExports } from './conv2d.ts';
import type { DepthwiseExports } from './depthwise-conv2d.ts';
import type { PermuteExports } from './einsum.ts';
import type { ElementwiseExports } from './elementwise.ts';
import type { LstmExports } from './lstm.ts';
import { PLAIN_MODULE, RELAXED_MODULE } from './module.generated.ts';
import type { OptimizerExports } from './optimizers.ts';
import type { PoolExports } from './pool.ts';
import type { ReduceExports } from './reduce.ts';
import type { SegmentExports } from './segment-sum.ts';
import type { SoftmaxCrossEntropyExports } from './softmax-cross-entropy.ts';
import { allocate, release, type WasmBackend } from './wasm-heap.ts';

/** What `packages/trainer/assembly/index.ts` exports; addresses and sizes are in bytes. */
export interface KernelExports
  extends ConvolutionExports,
    DepthwiseExports,
    ElementwiseExports,
    LstmExports,
    OptimizerExports,
    PermuteExports,
    PoolExports,
    ReduceExports,
    SegmentExports,
    SoftmaxCrossEntropyExports {
  setScratch(address: number): void;
  scratchAddress(): number;
  copy(to: number, from: number, bytes: number): void;
  /** Bytes in the last quarter of the memory of as many floats become these floats, byte / 255. */
  spreadBytes(address: number, count: number): void;
  /** What `gemm`, and every kernel that is built on it, uses of the scratch memory. */
  gemmScratchBytes(): number;
  gemm(
    transposeA: number,
    transposeB: number,
    a: number,
    b: number,
    c: number,
    m: number,
    n: number,
    k: number,
    alpha: number,
    flags: number,
    bias: number,
  ): void;
}

/** The kernels, at work on a backend's heap. */
export interface KernelModule {
  readonly run: KernelExports;
  /** Makes sure that the kernels have this much scratch memory (bytes) for intermediate results. */
  reserve(scratchBytes: number): void;
  /** The float at an address (bytes). */
  floatAt(address: number): number;
}

const decodeBase64 = (text: string): Uint8Array<ArrayBuffer> => {
  const binary = atob(text);
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
};

/** The module with the best instructions that this engine takes. */
const compile = async (): Promise<WebAssembly.Module> => {
  const relaxed = decodeBase64(RELAXED_MODULE);
  // Fused multiply-add is younger than vectors: engines without it refuse the whole module.
  if (WebAssembly.validate(relaxed)) return WebAssembly.compile(relaxed);
  return WebAssembly.compile(decodeBase64(PLAIN_MODULE)).catch((cause: unknown) => {
    throw new Error('has no vector instructions (WebAssembly SIMD) here', { cause });
  });
};

/**
 * Starts the kernels on the heap of tfjs's wasm backend, so that they read and write its tensors in
 * place.
 * @throws {Error} where WebAssembly has no vector instructions
 */
export const startKernelModule = async (backend: WasmBackend): Promise<KernelModule> => {
  const { memory } = backend.wasm.asm;
  const instance = await WebAssembly.instantiate(await compile(), { env: { memory } });
  const run = instance.exports as unknown as KernelExports;
  let scratch: { readonly address: number; readonly bytes: number } | undefined;
  const reserve = (bytes: number): void => {
    if (scratch && scratch.bytes >= bytes) return;
    if (scratch) release(backend, scratch.address);
    scratch = { address: allocate(backend, bytes), bytes };
    run.setScratch(scratch.address);
  };
  reserve(run.gemmScratchBytes());
  const floatAt = (address: number): number =>
    new Float32Array(memory.buffer, address, 1)[0] as number;
  return { run, reserve, floatAt };
};
