import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import type { WasmPaths } from '@tributary/trainer/browser';

/** Where this app serves tfjs's wasm binaries. */
export const wasmPaths: WasmPaths = { plain, simd };
