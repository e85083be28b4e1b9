import { describe, expect, it } from 'vitest';
import { readSafetensors } from '../testing/read-safetensors.ts';
import { toSafetensors } from './to-safetensors.ts';

const manifest = [
  { name: 'dense/kernel', shape: [2, 3] },
  { name: 'dense/bias', shape: [3] },
  { name: 'scale', shape: [] },
];
const values = Float32Array.of(1, -2, 3.5, 4, 5, 6, 0.1, 0, -0, 1e-30);

describe('toSafetensors', () => {
  it('is read back by the format’s own rules', () => {
    const file = readSafetensors(
      toSafetensors({ manifest, values }, { run: 'Ziffern ✓', round: '3' }),
    );
    expect(file.metadata).toEqual({ run: 'Ziffern ✓', round: '3' });
    expect(file.tensors.map(({ name, shape }) => ({ name, shape }))).toEqual(manifest);
    expect(file.tensors.flatMap((tensor) => tensor.values)).toEqual([...values]);
  });

  it('lays the values at a multiple of eight bytes, whatever the header says', () => {
    for (const run of ['', 'a', 'ab', 'äöü']) {
      const bytes = toSafetensors({ manifest, values }, { run });
      expect((bytes.length - values.byteLength) % 8).toBe(0);
    }
  });

  it('begins as the format’s description has it, byte by byte', () => {
    const bytes = toSafetensors(
      { manifest: [{ name: 'w', shape: [1] }], values: Float32Array.of(1) },
      {},
    );
    const header = '{"__metadata__":{},"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}';
    expect([...bytes.subarray(0, 8)]).toEqual([header.length, 0, 0, 0, 0, 0, 0, 0]);
    expect(new TextDecoder().decode(bytes.subarray(8, 8 + header.length))).toBe(header);
    expect([...bytes.subarray(-4)]).toEqual([0, 0, 0x80, 0x3f]);
  });

  it('refuses a vector that is not what its manifest says', () => {
    expect(() => toSafetensors({ manifest, values: values.subarray(1) }, {})).toThrow('10');
  });

  it('refuses the one name that the format keeps', () => {
    const taken = { manifest: [{ name: '__metadata__', shape: [1] }], values: new Float32Array(1) };
    expect(() => toSafetensors(taken, {})).toThrow('__metadata__');
  });
});
