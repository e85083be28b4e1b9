import type { ClientState } from '@tributary/client';

type Backend = NonNullable<ClientState['backend']>;

export const backendTitles: Record<Backend['backend'], string> = {
  webgpu: 'WebGPU',
  webgl: 'WebGL',
  wasm: 'WebAssembly',
  cpu: 'Plain JavaScript',
};

/** What computes here in place of WebGPU, and why; null where WebGPU does, or nobody asked for it. */
export const describeFallback = ({ backend, tried }: Backend): string | null => {
  const webgpu = tried.find((trial) => trial.backend === 'webgpu');
  if (backend === 'webgpu' || webgpu === undefined) return null;
  const cause = webgpu.ok ? 'is slower here' : webgpu.reason.replace(/[.!?]$/, '');
  return `This device trains with ${backendTitles[backend]} instead of WebGPU, as WebGPU ${cause}. What it learns is the same; only the time differs.`;
};
