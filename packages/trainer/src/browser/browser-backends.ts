import type { BackendCandidate } from '../backend-candidate.ts';
import { useBackend } from '../backend-trial.ts';
import { describeAdapter } from '../gpu-adapter.ts';
import { registerWasmKernels } from '../kernels/wasm/register-wasm-kernels.ts';

/** URLs of the wasm backend's binaries, as the app serves them (with Vite: `…wasm?url` imports). */
export interface WasmPaths {
  /** `tfjs-backend-wasm.wasm`, for processors without vector instructions. */
  readonly plain: string;
  /** `tfjs-backend-wasm-simd.wasm` */
  readonly simd: string;
}

/** The backends of a browser's worker, each imported only when it is tried. */
export const browserBackends = (wasmPaths: WasmPaths): BackendCandidate[] => [
  {
    name: 'webgpu',
    load: async () => {
      const adapter = await describeAdapter(navigator.gpu);
      await import('@tensorflow/tfjs-backend-webgpu');
      return adapter;
    },
  },
  {
    name: 'webgl',
    load: async () => {
      if (!new OffscreenCanvas(1, 1).getContext('webgl2')) throw new Error('is not offered here');
      await import('@tensorflow/tfjs-backend-webgl');
      return undefined;
    },
  },
  {
    name: 'wasm',
    load: async (tf) => {
      const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
      // One thread: more would need workers made of blobs, which a strict CSP forbids, and would
      // take from the person's device more than one core.
      tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
      setWasmPaths({
        'tfjs-backend-wasm.wasm': wasmPaths.plain,
        'tfjs-backend-wasm-simd.wasm': wasmPaths.simd,
        'tfjs-backend-wasm-threaded-simd.wasm': wasmPaths.simd,
      });
      await useBackend(tf, 'wasm');
      await registerWasmKernels(tf);
      return undefined;
    },
  },
  {
    name: 'cpu',
    lastResort: true,
    load: async () => {
      await import('@tensorflow/tfjs-backend-cpu');
      return undefined;
    },
  },
];
