import { expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import {
  dequantise,
  dequantiseHalves,
  dequantiseHalvesInLoop,
  dequantiseInLoop,
} from './dequantise.ts';
import { atWorkbench } from './workbench.ts';

const random = createRandom(5);
const scale = Math.fround(0.0123);
const lengths = [1, 2, 15, 16, 17, 31, 333, 8192];

/** Expands into memory of the kernels' and into an array of its own. */
const bothPlaces = (length: number, expand: (out: Float32Array) => void): number[][] => {
  const elsewhere = new Float32Array(length);
  expand(elsewhere);
  const inPlace = atWorkbench(length * 4, (bench) => {
    expect(bench.run).toBeDefined();
    const out = bench.floats(length);
    expand(out);
    return [...out];
  });
  return [[...elsewhere], inPlace];
};

it.each(lengths)('expands %i int8 codes as a loop would', (length) => {
  const codes = Int8Array.from({ length }, () => random.integer(256));
  const wanted = new Float32Array(length);
  dequantiseInLoop(codes, scale, wanted);
  for (const got of bothPlaces(length, (out) => dequantise(codes, scale, out))) {
    expect(got).toEqual([...wanted]);
  }
});

it.each(lengths)('expands %i int4 codes as a loop would', (length) => {
  const packed = Uint8Array.from({ length: (length >> 1) + 1 }, () => random.integer(256));
  const wanted = new Float32Array(length);
  dequantiseHalvesInLoop(packed, scale, wanted);
  for (const got of bothPlaces(length, (out) => dequantiseHalves(packed, scale, out))) {
    expect(got).toEqual([...wanted]);
  }
});

it('reads the low half of a byte first, less 8', () => {
  const out = new Float32Array(3);
  dequantiseHalves(Uint8Array.of(0xf7, 0x00), 0.5, out);
  expect([...out]).toEqual([-0.5, 3.5, -4]);
});
