import { BLOCK_LENGTH } from '../delta-reader.ts';
import type { KernelExports } from './kernel-exports.ts';
import { type KernelModule, kernelModule } from './kernel-module.ts';

/** Arrays to work in, and the kernels that can work on them where they lie. */
export interface Workbench {
  /** Takes addresses: the `byteOffset` of this workbench's arrays. Without it, loops do the work. */
  readonly run: KernelExports | undefined;
  /** Not cleared, and with room behind it for whole sixteens. */
  floats(length: number): Float32Array<ArrayBuffer>;
  doubles(length: number): Float64Array<ArrayBuffer>;
  integers(length: number): Uint32Array<ArrayBuffer>;
}

/** A cache line's worth, so that kernels may read and write whole sixteens of float32. */
const ALIGNMENT = 128;

/** How much of the kernels' memory is in use. Work can nest, as a block may be made from blocks. */
let used = 0;

const roundUp = (bytes: number) => Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;

/** A workbench in the kernels' memory; what it hands out is taken back when the work is done. */
const inKernelMemory = ({ run, buffer }: KernelModule): Workbench => {
  const take = (bytes: number): number => {
    const at = used;
    used += roundUp(bytes);
    return at;
  };
  return {
    run,
    floats: (length) => new Float32Array(buffer, take(length * 4), length),
    doubles: (length) => new Float64Array(buffer, take(length * 8), length),
    integers: (length) => new Uint32Array(buffer, take(length * 4), length),
  };
};

/** Arrays of the engine's, and no kernels. */
export const plainWorkbench: Workbench = {
  run: undefined,
  floats: (length) => new Float32Array(length),
  doubles: (length) => new Float64Array(length),
  integers: (length) => new Uint32Array(length),
};

/** How many arrays one piece of work takes at most: each may be rounded up. */
const ARRAYS = 8;

/**
 * Works in the kernels' memory if there is one and it has this many bytes left, and without kernels
 * otherwise; the result is the same, bit for bit.
 * @param bytes all that the work will take
 */
export const atWorkbench = <T>(bytes: number, work: (bench: Workbench) => T): T => {
  const module = kernelModule();
  const room = module === undefined ? 0 : module.buffer.byteLength - used;
  if (module === undefined || bytes + ARRAYS * ALIGNMENT > room) return work(plainWorkbench);
  const before = used;
  try {
    return work(inKernelMemory(module));
  } finally {
    used = before;
  }
};

/** Bytes of a block of so many rows. */
export const blockBytes = (rows: number): number => rows * BLOCK_LENGTH * 4;
