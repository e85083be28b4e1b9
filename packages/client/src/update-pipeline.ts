import type { FlatWeights } from '@tributary/fedavg';
import { type Digest, encodeFrame } from '@tributary/protocol';
import { digestOf } from './digest.ts';

/** An update as it goes over the wire. */
export interface PackedUpdate {
  readonly frame: Uint8Array;
  readonly digest: Digest;
}

/** From a model delta to the bytes that leave the device. */
export const packUpdate = async (delta: FlatWeights): Promise<PackedUpdate> => {
  const frame = encodeFrame('delta', delta);
  return { frame, digest: await digestOf(frame) };
};
