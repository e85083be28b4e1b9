import { existsSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import type { Tf } from '@tributary/model-zoo';
import type { BackendCandidate } from '../backend-candidate.ts';
import { useBackend } from '../backend-trial.ts';
import { registerWasmKernels } from '../kernels/wasm/register-wasm-kernels.ts';
import { installNodeWebGpu, removeNodeWebGpu } from './node-webgpu.ts';

const FATAL_EVENTS = ['uncaughtException', 'unhandledRejection'] as const;

/**
 * Starts the wasm backend without the listeners that its loader leaves on `process`: they would
 * throw every stray rejection of the whole program again, after a screenful of minified code.
 */
const startWasm = async (tf: Tf): Promise<void> => {
  const before = FATAL_EVENTS.map((event) => new Set<unknown>(process.listeners(event as 'exit')));
  await useBackend(tf, 'wasm');
  FATAL_EVENTS.forEach((event, index) => {
    for (const listener of process.listeners(event as 'exit')) {
      if (!before[index]?.has(listener)) process.removeListener(event, listener);
    }
  });
};

/** Node 20 has WebAssembly's relaxed vector instructions only by a flag; browsers and Node 21 always. */
const enableFusedMultiplyAdd = (): void => {
  if (process.versions.node.startsWith('20.')) {
    setFlagsFromString('--experimental-wasm-relaxed-simd');
  }
};

/** The backends of Node, each imported only when it is tried. */
export const nodeBackends = (): BackendCandidate[] => [
  { name: 'webgpu', load: loadWebGpu },
  {
    name: 'wasm',
    load: async (tf) => {
      await import('@tensorflow/tfjs-backend-wasm');
      enableFusedMultiplyAdd();
      await startWasm(tf);
      await registerWasmKernels(tf);
      return undefined;
    },
  },
  {
    name: 'cpu',
    lastResort: true,
    load: async (tf) => {
      // It would advise everyone on stderr to install another package.
      tf.env().set('PROD', true);
      await import('@tensorflow/tfjs-backend-cpu');
      return undefined;
    },
  },
];

/** Where Linux shows a GPU: the kernel's render nodes, NVIDIA's own device, Windows' beneath WSL. */
const GPU_DEVICES = ['/dev/dri', '/dev/nvidia0', '/dev/dxg'];

const loadWebGpu: BackendCandidate['load'] = async (_, forced) => {
  // Dawn is large and complains on stderr where there is no GPU, so it is left alone there.
  if (!forced && process.platform === 'linux' && !GPU_DEVICES.some((path) => existsSync(path))) {
    throw new Error('finds no GPU on this machine');
  }
  const adapter = await installNodeWebGpu();
  if (adapter.software && !forced) {
    removeNodeWebGpu();
    throw new Error(`has only a software adapter here (${adapter.name})`);
  }
  await import('@tensorflow/tfjs-backend-webgpu');
  return adapter;
};
