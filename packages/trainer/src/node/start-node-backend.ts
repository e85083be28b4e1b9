import type { Tf } from '@tributary/model-zoo';
import type { BackendName } from '../backend-candidate.ts';
import { useBackend } from '../backend-trial.ts';
import { registerGradients } from '../gradients/register-gradients.ts';
import {
  type InstalledKernels,
  installedWasmKernels,
} from '../kernels/wasm/register-wasm-kernels.ts';
import { nodeBackends } from './node-backends.ts';

/**
 * Makes a backend of Node's the current one, ready to train in this very thread: for benchmarks,
 * simulations and tests. Whoever only wants to train uses `createNodeTrainer`.
 * @returns the project's kernels, on WebAssembly
 * @throws {Error} when the backend cannot be had here
 */
export const startNodeBackend = async (
  tf: Tf,
  name: BackendName,
): Promise<InstalledKernels | undefined> => {
  await nodeBackends()
    .find((candidate) => candidate.name === name)
    ?.load(tf, true);
  await useBackend(tf, name);
  registerGradients(tf);
  return name === 'wasm' ? installedWasmKernels() : undefined;
};
