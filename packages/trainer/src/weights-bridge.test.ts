import type { Tf } from '@tributary/model-zoo';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from './testing/start-backend.ts';
import { toFlatWeights, toTensors } from './weights-bridge.ts';

const manifest = [
  { name: 'kernel', shape: [2, 3] },
  { name: 'bias', shape: [3] },
  { name: 'scale', shape: [] },
];

describe.each(['cpu', 'wasm'] as const)('the weights bridge on %s', (backend) => {
  let tf: Tf;
  beforeAll(async () => {
    tf = await startBackend(backend);
  });

  it('carries weights there and back bit for bit and leaves no tensor', async () => {
    const before = tf.memory().numTensors;
    const values = Float32Array.from({ length: 10 }, (_, index) => Math.sin(index) / 3);
    const tensors = toTensors(tf, manifest, values);
    expect(tensors.map(({ shape }) => shape)).toEqual([[2, 3], [3], []]);
    expect(await toFlatWeights(tf, tensors)).toEqual(values);
    tf.dispose(tensors);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('shares no memory with the caller', async () => {
    const values = new Float32Array(10).fill(1);
    const tensors = toTensors(tf, manifest, values);
    values.fill(2);
    const read = await toFlatWeights(tf, tensors);
    expect(read).toEqual(new Float32Array(10).fill(1));
    read.fill(3);
    expect(await toFlatWeights(tf, tensors)).toEqual(new Float32Array(10).fill(1));
    tf.dispose(tensors);
  });

  it('refuses a vector of another length', () => {
    expect(() => toTensors(tf, manifest, new Float32Array(9))).toThrow(RangeError);
  });
});
