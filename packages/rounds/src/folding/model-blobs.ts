import type { FlatWeights, WeightManifest } from '@tributary/fedavg';
import { type Digest, decodeFrame, encodeFrame } from '@tributary/protocol';
import type { Blobs } from './blobs.ts';

/** @throws when the blob is missing or damaged */
export const readFrame = async (
  store: Pick<Blobs, 'get'>,
  digest: Digest,
): Promise<FlatWeights> => {
  const frame = decodeFrame(await store.get(digest));
  if (!frame.ok) throw new Error(`The stored blob ${digest} is damaged: ${frame.message}`);
  return frame.weights;
};

/** A server optimizer's vectors lie in one frame, one tensor each. */
export const writeOptimizerState = async (
  blobs: Blobs,
  state: readonly Float32Array[],
  size: number,
): Promise<Digest | null> => {
  if (state.length === 0) return null;
  const manifest: WeightManifest = state.map((_, index) => ({
    name: `state-${index}`,
    shape: [size],
  }));
  const values = new Float32Array(size * state.length);
  state.forEach((vector, index) => {
    values.set(vector, index * size);
  });
  return blobs.put(encodeFrame('weights', { manifest, values }));
};

export const readOptimizerState = async (
  blobs: Blobs,
  digest: Digest | null,
  size: number,
): Promise<Float32Array[] | null> => {
  if (digest === null) return null;
  const { manifest, values } = await readFrame(blobs, digest);
  return manifest.map((_, index) => values.subarray(index * size, (index + 1) * size));
};
