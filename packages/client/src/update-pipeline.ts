import type { FlatWeights } from '@tributary/fedavg';
import { type Allocate, type Digest, encodeFrame } from '@tributary/protocol';
import { digestOf } from './digest.ts';

/** An update as it goes over the wire. */
export interface PackedUpdate {
  readonly frame: Uint8Array;
  readonly digest: Digest;
}

/** Names bytes by their SHA-256. */
export type DigestBytes = (bytes: Uint8Array) => Digest | Promise<Digest>;

/** Faster ways than the browsers' own, where there are some. */
export interface PackingTools {
  readonly digest?: DigestBytes;
  readonly allocate?: Allocate;
}

/** From a model delta to the bytes that leave the device. */
export const packUpdate = async (
  delta: FlatWeights,
  { digest = digestOf, allocate }: PackingTools = {},
): Promise<PackedUpdate> => {
  const frame = encodeFrame('delta', delta, allocate);
  return { frame, digest: await digest(frame) };
};
