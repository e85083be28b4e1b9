import type { Tf } from '@tributary/model-zoo';

export type BackendName = 'webgpu' | 'webgl' | 'wasm' | 'cpu';

export const BACKEND_TITLES: Readonly<Record<BackendName, string>> = {
  webgpu: 'WebGPU',
  webgl: 'WebGL',
  wasm: 'WebAssembly',
  cpu: 'plain JavaScript',
};

/** What a GPU interface runs on. */
export interface AdapterDescription {
  /** For people, e.g. `NVIDIA ampere` or `Google SwiftShader`. */
  readonly name: string;
  /** Whether it is a program on the processor that only pretends to be a GPU. */
  readonly software: boolean;
}

/** A backend that this environment may have. */
export interface BackendCandidate {
  readonly name: BackendName;
  /** Tried only when it is asked for, or when no other backend works. */
  readonly lastResort?: boolean;
  /**
   * Imports the backend's module, so that it registers itself with tfjs.
   * @param forced whether a person asked for this very backend, so that even a slow one will do
   * @returns the adapter it would use, if it uses one
   * @throws an Error whose message is a clause that says why the backend cannot be had, e.g. "has no
   * adapter here"
   */
  load(tf: Tf, forced: boolean): Promise<AdapterDescription | undefined>;
}
