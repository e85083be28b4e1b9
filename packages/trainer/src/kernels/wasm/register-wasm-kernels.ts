import type { KernelConfig, KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import type { Tf } from '@tributary/model-zoo';
import { conv2dKernels } from './conv2d.ts';
import { depthwiseKernels } from './depthwise-conv2d.ts';
import { einsumKernels } from './einsum.ts';
import { elementwiseKernels } from './elementwise.ts';
import { type KernelModule, startKernelModule } from './kernel-module.ts';
import { lstmKernels, registerLstmGradient } from './lstm.ts';
import { matMulKernels } from './mat-mul.ts';
import { optimizerKernels } from './optimizers.ts';
import { poolKernels } from './pool.ts';
import { reduceKernels } from './reduce.ts';
import { segmentKernels } from './segment-sum.ts';
import { softmaxCrossEntropyKernels } from './softmax-cross-entropy.ts';
import { addressOf, type WasmBackend, wasmBackend } from './wasm-heap.ts';
import type { KernelCall, WasmKernel } from './wasm-kernel.ts';

const kernels: readonly WasmKernel[] = [
  ...conv2dKernels,
  ...depthwiseKernels,
  ...einsumKernels,
  ...elementwiseKernels,
  ...matMulKernels,
  ...lstmKernels,
  ...optimizerKernels,
  ...poolKernels,
  ...reduceKernels,
  ...segmentKernels,
  ...softmaxCrossEntropyKernels,
];

/** The project's own kernels for a backend, and the module that carries them out. */
export interface InstalledKernels {
  readonly module: KernelModule;
  readonly byName: ReadonlyMap<string, WasmKernel>;
}

let installed: Promise<InstalledKernels> | undefined;
let ready: InstalledKernels | undefined;

/** What `registerWasmKernels` has installed, if it has. */
export const installedWasmKernels = (): InstalledKernels | undefined => ready;

/**
 * Puts the project's own training kernels in the place of tfjs's on the wasm backend. Call it while
 * that backend is the current one; further calls change nothing.
 * @throws {Error} where WebAssembly has no vector instructions
 */
export const registerWasmKernels = (tf: Tf): Promise<InstalledKernels> => {
  installed ??= install(tf);
  return installed;
};

const install = async (tf: Tf): Promise<InstalledKernels> => {
  const module = await startKernelModule(wasmBackend(tf));
  for (const kernel of kernels) {
    const stock = tf.getKernel(kernel.name, 'wasm');
    if (stock) tf.unregisterKernel(kernel.name, 'wasm');
    tf.registerKernel({
      kernelName: kernel.name,
      backendName: 'wasm',
      kernelFunc: asKernelFunc(kernel, module, stock),
    });
  }
  registerLstmGradient(tf);
  ready = { module, byName: new Map(kernels.map((kernel) => [kernel.name, kernel])) };
  return ready;
};

/** One call at a time, as tfjs makes them. */
const asKernelFunc =
  (kernel: WasmKernel, module: KernelModule, stock: KernelConfig | undefined): KernelFunc =>
  ({ inputs, attrs = {}, backend }) => {
    const given = presentInputs(inputs);
    const call: KernelCall = { inputs: Object.fromEntries(given), attrs };
    if (kernel.supports && !kernel.supports(call)) {
      if (stock) return stock.kernelFunc({ inputs, attrs, backend });
      throw new Error(`The kernel ${kernel.name} cannot do this call on WebAssembly.`);
    }
    const owner = backend as WasmBackend;
    const outputs = kernel
      .outputs(call)
      .map(({ shape, dtype }) => owner.makeOutput([...shape], dtype));
    const addresses = {
      inputs: Object.fromEntries(given.map(([name, info]) => [name, addressOf(owner, info)])),
      outputs: outputs.map((output) => addressOf(owner, output)),
    };
    kernel.bind(call, addresses, module)();
    return outputs.length === 1 ? (outputs[0] as TensorInfo) : outputs;
  };

/** tfjs hands over an input that is not given as null or undefined. */
const presentInputs = (inputs: object): [string, TensorInfo][] =>
  Object.entries(inputs as Record<string, TensorInfo | null | undefined>).flatMap(
    ([name, info]): [string, TensorInfo][] => (info ? [[name, info]] : []),
  );
