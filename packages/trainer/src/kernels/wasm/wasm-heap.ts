import type { KernelBackend, TensorInfo } from '@tensorflow/tfjs-core';
import type { Tf } from '@tributary/model-zoo';
import type { TensorSpec } from './wasm-kernel.ts';

/** The parts of tfjs's Emscripten module that its own kernels use, too. */
interface EmscriptenModule {
  readonly asm: { readonly memory: WebAssembly.Memory };
  /** Replaced when the heap grows: read it anew each time. */
  readonly HEAPU8: Uint8Array;
  readonly tfjs: { disposeData(id: number): void };
  _malloc(bytes: number): number;
  _free(address: number): void;
}

/** What tfjs's wasm backend lets others do with its heap; not declared public, but stable. */
export interface WasmBackend extends KernelBackend {
  readonly wasm: EmscriptenModule;
  readonly dataIdMap: {
    get(dataId: object): { readonly id: number; readonly memoryOffset: number };
    delete(dataId: object): boolean;
  };
  makeOutput(
    shape: readonly number[],
    dtype: TensorSpec['dtype'],
    memoryOffset?: number,
  ): TensorInfo;
}

/** The current wasm backend. Call it only while `tf.getBackend()` is `wasm`. */
export const wasmBackend = (tf: Tf): WasmBackend => tf.backend() as WasmBackend;

/** Where a tensor's numbers lie on the heap, in bytes. */
export const addressOf = (backend: WasmBackend, { dataId }: TensorInfo): number =>
  backend.dataIdMap.get(dataId).memoryOffset;

/** Memory on the heap, in bytes; give it back with `release`. */
export const allocate = ({ wasm }: WasmBackend, bytes: number): number => {
  // Emscripten returns a signed number, which is negative above 2 GB.
  const address = wasm._malloc(Math.max(bytes, 16)) >>> 0;
  if (address === 0) {
    throw new RangeError(
      `WebAssembly has no ${Math.ceil(bytes / 2 ** 20)} MB left. Use a smaller batch or model.`,
    );
  }
  return address;
};

export const release = ({ wasm }: WasmBackend, address: number): void => wasm._free(address);

/** How many numbers a tensor of this shape has. */
export const sizeOf = (shape: readonly number[]): number =>
  shape.reduce((size, length) => size * length, 1);
