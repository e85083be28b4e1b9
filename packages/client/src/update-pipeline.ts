import {
  addLocalNoise,
  type CompressedWithFeedback,
  compressWithFeedback,
  createRandom,
  deriveSeed,
  type EncodedPipeline,
  encodePipeline,
  type FlatWeights,
  type NoiseSource,
  noiseSourceFrom,
  type Seed,
} from '@tributary/fedavg';
import {
  type Allocate,
  type Digest,
  encodeFrame,
  frameEncoded,
  isPlain,
  type UploadSpec,
} from '@tributary/protocol';
import type { ClientMemory } from './client-memory.ts';
import { digestOf } from './digest.ts';

/** An update as it goes over the wire. */
export interface PackedUpdate {
  /** The bytes that leave the device. */
  readonly frame: Uint8Array;
  /** Their SHA-256, by which the update is known. */
  readonly digest: Digest;
}

/** Names bytes by their SHA-256. */
export type DigestBytes = (bytes: Uint8Array) => Digest | Promise<Digest>;

/** Other ways than the browsers' own, where they are faster or must be repeatable. */
export interface PackingTools {
  readonly digest?: DigestBytes;
  readonly allocate?: Allocate;
  /** Where local privacy's noise comes from; the device's cryptographic source without it. */
  readonly noise?: NoiseSource;
}

/** What is to be done with a model delta before it leaves the device. @internal */
export interface PackingOrder {
  readonly upload: UploadSpec;
  /** Decides how values are rounded; noise for privacy does not come from it. */
  readonly seed: Seed;
  readonly memory: Omit<ClientMemory, 'method'>;
}

export type CompressionMemory = PackingOrder['memory'];

/**
 * From a model delta to the bytes that leave the device: clipped and noised where that is asked, then compressed.
 * @internal
 */
export const packUpdate = async (
  delta: FlatWeights,
  order: PackingOrder,
  { digest = digestOf, allocate, noise }: PackingTools = {},
): Promise<PackedUpdate & { readonly memory: CompressionMemory }> => {
  const values = protect(delta.values, order.upload, noise);
  const { frame, memory } = compress({ ...delta, values }, order, allocate);
  return { frame, digest: await digest(frame), memory };
};

const protect = (
  values: Float32Array,
  { noise: settings }: UploadSpec,
  noise: NoiseSource | undefined,
): Float32Array => (settings ? addLocalNoise(values, settings, noise ?? deviceNoise()) : values);

const deviceNoise = (): NoiseSource =>
  noiseSourceFrom((bytes) => void crypto.getRandomValues(bytes));

const compress = (
  delta: FlatWeights,
  { upload: { stages, errorFeedback }, seed, memory }: PackingOrder,
  allocate: Allocate | undefined,
): { readonly frame: Uint8Array; readonly memory: CompressionMemory } => {
  if (isPlain(stages)) return { frame: encodeFrame('delta', delta, allocate), memory };
  const random = createRandom(deriveSeed(seed, 'compression'));
  const { manifest } = delta;
  const chance = { random, memory: memory.compression ?? undefined };
  const encoded: EncodedPipeline & Partial<CompressedWithFeedback> = errorFeedback
    ? compressWithFeedback(
        stages,
        { delta: delta.values, manifest: delta.manifest, residual: memory.residual ?? undefined },
        chance,
      )
    : encodePipeline(stages, delta, chance);
  return {
    frame: frameEncoded('delta', { manifest, stages, payload: encoded.payload }, allocate),
    memory: {
      residual: encoded.residual ?? null,
      compression: encoded.memory ?? null,
    },
  };
};
