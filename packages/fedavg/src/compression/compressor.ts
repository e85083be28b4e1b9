import type { z } from 'zod';
import type { DeltaReader } from '../delta-reader.ts';
import type { WeightManifest } from '../flat-weights.ts';
import type { Random } from '../random.ts';

/** One step of a pipeline as it stands in a run's config and in a frame's header: plain data. */
export interface Stage {
  /** A name in the registry of compressors. */
  readonly name: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** What can stand in a pipeline: any number of transforms and then one codec. */
export type Compressor = Transform | Codec;

/** What a run's settings, the form and the docs know of a compressor. */
interface Described<Params extends z.ZodObject> {
  readonly name: string;
  /** One sentence for the run form. */
  readonly summary: string;
  /** Authors, year, title. */
  readonly paper: string;
  /** In one line of plain text. */
  readonly formula: string;
  /** Bytes, time and memory, for d values. */
  readonly cost: string;
  /** One sentence: where in a pipeline it belongs, and what it does not go with. */
  readonly combines: string;
  /** Whether what is decoded is bit for bit what was encoded. */
  readonly lossless: boolean;
  readonly params: Params;
  /** Whether decode(encode(x)) is x on average over chance, behind these stages. */
  unbiased(params: z.output<Params>, before: readonly string[]): boolean;
  /** Why it makes no sense behind these stages; a whole sentence. */
  refuse?(params: z.output<Params>, before: readonly string[]): string | undefined;
  /** An upper bound on ‖decode(encode(x)) − x‖₂, if whatever follows loses nothing. */
  errorBound(values: Float32Array, params: z.output<Params>): number;
}

/** Turns a vector into a vector that is shorter, or easier to encode, and some bytes beside it. */
export interface Transform<Params extends z.ZodObject = z.ZodObject> extends Described<Params> {
  readonly kind: 'transform';
  /** How many values it hands on; follows from the input's shape alone. */
  restLength(shape: InputShape<z.output<Params>>): number;
  /** The most bytes that its side information takes. */
  maxSideBytes(shape: InputShape<z.output<Params>>): number;
  encode(values: Float32Array, options: TransformOptions<z.output<Params>>): Transformed;
  /**
   * Never throws, whatever the bytes say: what is wrong comes back in words.
   * @param side at most `maxSideBytes`
   * @param rest `restLength` values
   */
  decode(side: Uint8Array, rest: DeltaReader, shape: InputShape<z.output<Params>>): OpenedDelta;
}

/** Turns a vector into bytes. */
export interface Codec<Params extends z.ZodObject = z.ZodObject> extends Described<Params> {
  readonly kind: 'codec';
  /** Exactly how many bytes so many values take. */
  bytes(length: number, params: z.output<Params>): number;
  encode(values: Float32Array, options: Chance & { readonly params: z.output<Params> }): Uint8Array;
  /** @param bytes exactly as many as `bytes` says; any content decodes to something */
  decode(
    bytes: Uint8Array,
    options: { readonly length: number; readonly params: z.output<Params> },
  ): DeltaReader;
}

/** What a transform knows of its input without seeing it. */
export interface InputShape<Params> {
  readonly size: number;
  /** Of the whole model; describes the input of a pipeline's first stage only. */
  readonly manifest: WeightManifest;
  readonly params: Params;
}

export interface Chance {
  readonly random: Random;
}

export interface TransformOptions<Params> extends InputShape<Params>, Chance {
  /** What it gave as memory the last time. */
  readonly memory?: Float32Array | undefined;
}

export interface Transformed {
  readonly side: Uint8Array;
  readonly rest: Float32Array;
  /** To be kept by whoever encodes and handed back next time; no stage depends on it. */
  readonly memory?: Float32Array;
}

export type OpenedDelta = { readonly ok: true; readonly delta: DeltaReader } | Unreadable;

/** Why bytes or settings are refused, in plain words. */
export interface Unreadable {
  readonly ok: false;
  readonly reason: string;
}

export const unreadable = (reason: string): Unreadable => ({ ok: false, reason });

/** Checks a transform's types where it is written, without widening its schema. */
export const defineTransform = <Params extends z.ZodObject>(
  transform: Omit<Transform<Params>, 'kind'>,
): Transform<Params> => ({ kind: 'transform', ...transform });

/** Checks a codec's types where it is written, without widening its schema. */
export const defineCodec = <Params extends z.ZodObject>(
  codec: Omit<Codec<Params>, 'kind'>,
): Codec<Params> => ({ kind: 'codec', ...codec });
