import type { KernelExports } from './kernel-exports.ts';
import { type KernelModule, kernelModule } from './kernel-module.ts';
import { atWorkbench } from './workbench.ts';

/** Fewer values are expanded sooner by a loop than carried to the kernels' memory and back. */
const WORTH_CARRYING = 2048;

type Expand = (run: KernelExports, at: number, count: number, scale: number) => void;

/**
 * outᵢ = codeᵢ · scale, rounded to float32. Where `out` is memory of the kernels', as in
 * `addToFixedPointSum`, the codes are expanded in place.
 * @param codes as long as `out`
 * @param scale a float32 value
 */
export const dequantise = (codes: Int8Array, scale: number, out: Float32Array): void => {
  if (!expandWithKernel(runInt8, codes, scale, out)) dequantiseInLoop(codes, scale, out);
};

/**
 * The same for two codes in a byte, the first in the low half, each with 8 added.
 * @param packed holds at least `out.length / 2` bytes
 */
export const dequantiseHalves = (packed: Uint8Array, scale: number, out: Float32Array): void => {
  const bytes = packed.subarray(0, (out.length + 1) >> 1);
  if (!expandWithKernel(runInt4, bytes, scale, out)) dequantiseHalvesInLoop(packed, scale, out);
};

const runInt8: Expand = (run, at, count, scale) => run.dequantiseInt8(at, count, scale);
const runInt4: Expand = (run, at, count, scale) => run.dequantiseInt4(at, count, scale);

/** @returns false where there are no kernels, or a loop is sooner done */
const expandWithKernel = (
  expand: Expand,
  codes: Int8Array | Uint8Array,
  scale: number,
  out: Float32Array,
): boolean => {
  const module = kernelModule();
  if (module === undefined) return false;
  if (out.buffer === module.buffer) {
    expandInPlace(expand, module, codes, scale, out);
    return true;
  }
  if (out.length < WORTH_CARRYING) return false;
  return atWorkbench(out.byteLength, (bench) => {
    if (!bench.run) return false;
    const values = bench.floats(out.length);
    expandInPlace(expand, module, codes, scale, values);
    out.set(values);
    return true;
  });
};

/** The kernels expect the codes at the end of the floats that they become. */
const expandInPlace = (
  expand: Expand,
  { run, bytes }: KernelModule,
  codes: Int8Array | Uint8Array,
  scale: number,
  out: Float32Array,
): void => {
  bytes.set(codes, out.byteOffset + out.byteLength - codes.length);
  expand(run, out.byteOffset, out.length, scale);
};

/** {@link dequantise} without kernels. */
export const dequantiseInLoop = (codes: Int8Array, scale: number, out: Float32Array): void => {
  const fours = out.length & ~3;
  let i = 0;
  // Four at a time, which engines run almost twice as fast.
  for (; i < fours; i += 4) {
    out[i] = (codes[i] as number) * scale;
    out[i + 1] = (codes[i + 1] as number) * scale;
    out[i + 2] = (codes[i + 2] as number) * scale;
    out[i + 3] = (codes[i + 3] as number) * scale;
  }
  for (; i < out.length; i++) out[i] = (codes[i] as number) * scale;
};

/** {@link dequantiseHalves} without kernels. */
export const dequantiseHalvesInLoop = (
  packed: Uint8Array,
  scale: number,
  out: Float32Array,
): void => {
  const pairs = out.length >> 1;
  for (let i = 0; i < pairs; i++) {
    const byte = packed[i] as number;
    out[2 * i] = ((byte & 15) - 8) * scale;
    out[2 * i + 1] = ((byte >> 4) - 8) * scale;
  }
  if (out.length & 1) out[2 * pairs] = (((packed[pairs] as number) & 15) - 8) * scale;
};
