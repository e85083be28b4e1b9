import type { AdapterDescription } from '../backend-candidate.ts';
import { describeAdapter } from '../gpu-adapter.ts';

/**
 * Gives this thread the `navigator.gpu` of the optional package `webgpu` (Dawn) and names its
 * adapter. Without an adapter nothing is left behind.
 * @throws an Error whose message is a clause for the person.
 */
export const installNodeWebGpu = async (): Promise<AdapterDescription> => {
  const dawn = await import('webgpu').catch((cause: unknown) => {
    throw new Error('needs the optional npm package "webgpu", which is not installed', { cause });
  });
  const gpu = dawn.create([]);
  const adapter = await describeAdapter(gpu);
  Object.assign(globalThis, dawn.globals);
  // Node 20 has no navigator, later versions have one that only lacks `gpu`.
  if (globalThis.navigator === undefined) {
    Object.defineProperty(globalThis, 'navigator', { value: {}, configurable: true });
  }
  Object.defineProperty(globalThis.navigator, 'gpu', { value: gpu, configurable: true });
  return adapter;
};

/** Lets go of Dawn: as long as anything refers to it, its threads keep the process from ending. */
export const removeNodeWebGpu = (): void => {
  if (globalThis.navigator?.gpu) Reflect.deleteProperty(globalThis.navigator, 'gpu');
};
