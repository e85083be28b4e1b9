import {
  countWeights,
  type DeltaReader,
  denseDelta,
  type FlatWeights,
  maxPayloadBytes,
  openPipeline,
  parsePipeline,
  readWhole,
  type Stage,
  sameManifest,
  type WeightManifest,
  weightManifestSchema,
} from '@tributary/fedavg';
import { z } from 'zod';
import { crc32 } from './checksum.ts';
import { describeIssues } from './rejection-schema.ts';
import { type Rejection, reject } from './rejections.ts';

/**
 * A frame carries a model or a model delta (SPEC §3):
 *
 *     "TRB1" | header length, u32 LE | header, ASCII JSON padded with spaces | payload
 *
 * The payload starts at a multiple of 8 bytes, so it can be read in place. Its bytes are what the
 * header's `encoding` says, stage after stage; `float32` alone is little-endian, in manifest order.
 */
export const frameHeaderSchema = z.object({
  kind: z.enum(['weights', 'delta']),
  encoding: z
    .array(z.object({ name: z.string().max(40), params: z.record(z.string(), z.unknown()) }))
    .min(1)
    .max(4),
  manifest: weightManifestSchema,
  payloadBytes: z.number().int().positive(),
  /** Eight hex digits, so that a model's frames all have the same length. */
  crc32: z.string().regex(/^[0-9a-f]{8}$/),
});
export type FrameHeader = z.output<typeof frameHeaderSchema>;
export type FrameKind = FrameHeader['kind'];

const MAGIC = [0x54, 0x52, 0x42, 0x31] as const;
const PREFIX_BYTES = 8;
const ALIGNMENT_BYTES = 8;
const MAX_HEADER_BYTES = 1 << 20;

const FLOAT32: readonly Stage[] = [{ name: 'float32', params: {} }];

/** Memory for so many bytes; whatever lies there is written over. */
export type Allocate = (bytes: number) => Uint8Array;

/** Encodes weights or a delta. The same input gives the same bytes, and so the same digest, everywhere. */
export const encodeFrame = (
  kind: FrameKind,
  { manifest, values }: FlatWeights,
  allocate: Allocate = newBytes,
): Uint8Array => assemble(headerOf(kind, manifest), littleEndianBytes(values), allocate);

/** What a compression pipeline made of weights or a delta. */
export interface EncodedWeights {
  readonly manifest: WeightManifest;
  /** With all parameters. */
  readonly stages: readonly Stage[];
  readonly payload: Uint8Array;
}

/** A frame around a payload that is encoded already. */
export const frameEncoded = (
  kind: FrameKind,
  { manifest, stages, payload }: EncodedWeights,
  allocate: Allocate = newBytes,
): Uint8Array => {
  const payloadBytes = payload.length;
  return assemble(describeHeader({ kind, manifest, stages, payloadBytes }), payload, allocate);
};

const newBytes: Allocate = (bytes) => new Uint8Array(bytes);

const assemble = (header: HeaderTemplate, payload: Uint8Array, allocate: Allocate): Uint8Array => {
  const frame = allocate(PREFIX_BYTES + header.bytes.length + payload.length);
  frame.set(MAGIC);
  new DataView(frame.buffer, frame.byteOffset).setUint32(4, header.bytes.length, true);
  frame.set(header.bytes, PREFIX_BYTES);
  frame.set(asciiBytes(checksum(payload)), PREFIX_BYTES + header.crcAt);
  frame.set(payload, PREFIX_BYTES + header.bytes.length);
  return frame;
};

/** The most bytes that a frame of this shape has, whatever the weights; with `float32` always so many. */
export const frameBytes = (
  kind: FrameKind,
  manifest: WeightManifest,
  stages: readonly Stage[] = FLOAT32,
): number => {
  const payloadBytes = maxPayloadBytes(stages, manifest);
  const header = describeHeader({ kind, manifest, stages, payloadBytes });
  return PREFIX_BYTES + header.bytes.length + payloadBytes;
};

const float32BytesOf = (manifest: WeightManifest): number => countWeights(manifest) * 4;

/** A header whose checksum is still to be written. */
interface HeaderTemplate {
  readonly bytes: Uint8Array;
  /** Where its eight digits go. */
  readonly crcAt: number;
}

const CRC_PLACE = '00000000';

/** All plain frames of a model and kind differ in their checksum and payload alone. */
const headerTemplates = new WeakMap<WeightManifest, Map<FrameKind, HeaderTemplate>>();

const headerOf = (kind: FrameKind, manifest: WeightManifest): HeaderTemplate => {
  const known = headerTemplates.get(manifest) ?? new Map<FrameKind, HeaderTemplate>();
  headerTemplates.set(manifest, known);
  const payloadBytes = float32BytesOf(manifest);
  const template =
    known.get(kind) ?? describeHeader({ kind, manifest, stages: FLOAT32, payloadBytes });
  known.set(kind, template);
  return template;
};

const describeHeader = ({
  kind,
  manifest,
  stages,
  payloadBytes,
}: Omit<EncodedWeights, 'payload'> & {
  readonly kind: FrameKind;
  readonly payloadBytes: number;
}): HeaderTemplate => {
  const header: FrameHeader = {
    kind,
    encoding: stages.map(({ name, params }) => ({ name, params })),
    manifest: manifest.map(({ name, shape }) => ({ name, shape })),
    payloadBytes,
    crc32: CRC_PLACE,
  };
  const text = asciiJson(header);
  // The last field of the header, so no name before it can be taken for it.
  return { bytes: asciiBytes(text), crcAt: text.lastIndexOf(CRC_PLACE) };
};

/** What whoever opens a frame expects of it; what is left out may be anything. */
export interface ExpectedFrame {
  readonly kind?: FrameKind;
  readonly manifest?: WeightManifest;
  readonly stages?: readonly Stage[];
}

/** A frame whose values are decoded as they are read. */
export interface OpenFrame {
  readonly ok: true;
  readonly header: FrameHeader;
  readonly values: DeltaReader;
}

/**
 * Opens and checks a frame. Claimed sizes are compared with what is there before anything is
 * allocated. Never throws on bad input: returns `malformed`, `truncated`, `too-large`, `wrong-shape`,
 * `wrong-encoding` or `corrupt`.
 */
export const openFrame = (
  bytes: Uint8Array,
  { kind, manifest, stages }: ExpectedFrame = {},
): OpenFrame | Rejection => {
  const parsed = parseHeader(bytes);
  if (!parsed.ok) return parsed;
  const { header, payload } = parsed;
  if (kind !== undefined && header.kind !== kind) {
    return reject('malformed', `expected a frame of kind "${kind}", got "${header.kind}"`);
  }
  if (payload.length < header.payloadBytes) return reject('truncated');
  if (payload.length > header.payloadBytes) return reject('too-large', 'bytes follow the payload');
  if (manifest && !sameManifest(header.manifest, manifest)) return reject('wrong-shape');
  if (stages && !sameStages(header.encoding, stages)) {
    return reject('wrong-encoding', `"${namesOf(stages)}" is asked for`);
  }
  if (checksum(payload) !== header.crc32) return reject('corrupt', 'checksum');
  if (isPlain(header.encoding)) {
    return float32BytesOf(header.manifest) === header.payloadBytes
      ? { ok: true, header, values: denseDelta(float32From(payload)) }
      : reject('wrong-shape', 'the manifest does not describe the payload');
  }
  const opened = openPipeline(header.encoding, payload, header.manifest);
  return opened.ok
    ? { ok: true, header, values: opened.delta }
    : reject('malformed', opened.reason.slice(0, 300));
};

/** Whether values travel as they are, in little-endian float32. */
export const isPlain = (stages: readonly Stage[]): boolean =>
  stages.length === 1 && stages[0]?.name === 'float32';

/** Only parameters that the stages know are looked at: a header may hold anything else, however deep. */
const sameStages = (claimed: readonly Stage[], wanted: readonly Stage[]): boolean => {
  const [a, b] = [parsePipeline(claimed), parsePipeline(wanted)];
  return a.ok && b.ok && JSON.stringify(a.stages) === JSON.stringify(b.stages);
};

const namesOf = (stages: readonly Stage[]): string => stages.map(({ name }) => name).join(', ');

export interface Frame {
  readonly ok: true;
  readonly header: FrameHeader;
  readonly weights: FlatWeights;
}

/** The whole frame at once; see {@link openFrame}. */
export const decodeFrame = (bytes: Uint8Array, kind?: FrameKind): Frame | Rejection => {
  const opened = openFrame(bytes, kind === undefined ? {} : { kind });
  if (!opened.ok) return opened;
  const { header, values } = opened;
  return {
    ok: true,
    header,
    weights: { manifest: header.manifest, values: values.whole ?? readWhole(values) },
  };
};

const checksum = (payload: Uint8Array): string => crc32(payload).toString(16).padStart(8, '0');

const parseHeader = (
  bytes: Uint8Array,
): { ok: true; header: FrameHeader; payload: Uint8Array } | Rejection => {
  if (bytes.length < PREFIX_BYTES) return reject('truncated', 'no header');
  if (MAGIC.some((byte, index) => bytes[index] !== byte)) return reject('malformed', 'not a frame');
  const headerBytes = new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true);
  if (headerBytes > MAX_HEADER_BYTES) return reject('too-large', 'header');
  const payloadStart = PREFIX_BYTES + headerBytes;
  if (bytes.length < payloadStart) return reject('truncated', 'header');
  const json = parseAsciiJson(bytes.subarray(PREFIX_BYTES, payloadStart));
  const header = frameHeaderSchema.safeParse(json);
  if (!header.success) return reject('malformed', describeIssues(header.error));
  return { ok: true, header: header.data, payload: bytes.subarray(payloadStart) };
};

/** JSON in plain ASCII (other characters escaped), padded so that what follows is aligned. */
const asciiJson = (value: unknown): string => {
  const text = JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return text.padEnd(Math.ceil(text.length / ALIGNMENT_BYTES) * ALIGNMENT_BYTES);
};

const asciiBytes = (text: string): Uint8Array => {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
};

const parseAsciiJson = (bytes: Uint8Array): unknown => {
  try {
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte);
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const platformIsLittleEndian = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;

const littleEndianBytes = (values: Float32Array): Uint8Array => {
  if (platformIsLittleEndian) {
    return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  }
  const view = new DataView(new ArrayBuffer(values.byteLength));
  values.forEach((value, index) => void view.setFloat32(index * 4, value, true));
  return new Uint8Array(view.buffer);
};

/** A copy when the bytes lie unaligned in their buffer, a view otherwise. */
const float32From = (bytes: Uint8Array): Float32Array => {
  if (platformIsLittleEndian) {
    const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
    return new Float32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength / 4);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from({ length: bytes.length / 4 }, (_, index) =>
    view.getFloat32(index * 4, true),
  );
};
