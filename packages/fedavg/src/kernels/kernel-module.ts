import { decodeBase64 } from './decode-base64.ts';
import type { KernelExports } from './kernel-exports.ts';
import { AGGREGATION_MODULE } from './module.generated.ts';

/** The kernels at work on a memory of their own. */
export interface KernelModule {
  readonly run: KernelExports;
  /** Never grows, so that views of it stay valid. */
  readonly buffer: ArrayBuffer;
  /** All of it. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** As much of the WebAssembly interface as is used here: no type library of this package has it. */
interface WebAssemblyLike {
  readonly Memory: new (limits: {
    initial: number;
    maximum: number;
  }) => { readonly buffer: ArrayBuffer };
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (
    module: object,
    imports: { readonly env: { readonly memory: object } },
  ) => { readonly exports: object };
}

interface Platform {
  readonly WebAssembly?: WebAssemblyLike;
}

const PAGE_BYTES = 65536;
/** Room for a block of 600 updates and for two more, of mixes of them. Pages never touched cost nothing. */
const KERNEL_MEMORY_BYTES = 64 * 2 ** 20;

/**
 * Compiles the kernels: about 6 KB, so that this may be done synchronously, and once per thread.
 * @returns nothing where there is no WebAssembly, or none with vector instructions
 */
export const startKernelModule = ({ WebAssembly }: Platform): KernelModule | undefined => {
  if (WebAssembly === undefined) return undefined;
  const pages = KERNEL_MEMORY_BYTES / PAGE_BYTES;
  try {
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
    const module = new WebAssembly.Module(decodeBase64(AGGREGATION_MODULE));
    const { exports } = new WebAssembly.Instance(module, { env: { memory } });
    const { buffer } = memory;
    return { run: exports as KernelExports, buffer, bytes: new Uint8Array(buffer) };
  } catch {
    // An engine without vectors, a policy against WebAssembly or too little memory: the loops remain.
    return undefined;
  }
};

let started: { readonly module: KernelModule | undefined } | undefined;

/** The kernels of this thread, if it can have any. */
export const kernelModule = (): KernelModule | undefined => {
  started ??= { module: startKernelModule(globalThis as Platform) };
  return started.module;
};
