import type { DataSchema, Examples } from '@tributary/model-zoo';
import type { DataReport } from './data-report.ts';

/** Checked data as a device keeps them. */
export interface OwnData {
  readonly schema: DataSchema;
  /** Where it came from, for whoever brought it: "patients.csv", "12 drawings". */
  readonly source: string;
  readonly report: DataReport;
  readonly examples: Examples;
  /** Of the examples, that are not trained on. */
  readonly validationShare: number;
}

interface Header extends Omit<OwnData, 'examples'> {
  readonly featureShape: readonly number[];
  readonly features: ArrayHeader;
  readonly labels: ArrayHeader;
}

interface ArrayHeader {
  readonly kind: keyof typeof KINDS;
  readonly length: number;
}

const KINDS = { uint8: Uint8Array, int32: Int32Array, float32: Float32Array } as const;

/** The first bytes of every file, with the version of its layout. */
const MARK = new TextEncoder().encode('tributary own data 1\n');

/**
 * Data as one file: a mark, the length of the header, the header in JSON, features and labels as they lie in
 * memory. For the machine that wrote it: numbers are in its own byte order.
 */
export const packData = ({ examples, ...about }: OwnData): Uint8Array<ArrayBuffer> => {
  const { featureShape, features, labels } = examples;
  const header: Header = {
    ...about,
    featureShape,
    features: describeArray(features),
    labels: describeArray(labels),
  };
  const json = new TextEncoder().encode(JSON.stringify(header));
  const parts = [MARK, new Uint8Array(Uint32Array.of(json.length).buffer), json];
  const arrays = [features, labels].map(bytesOf);
  const packed = new Uint8Array([...parts, ...arrays].reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of [...parts, ...arrays]) {
    packed.set(part, at);
    at += part.length;
  }
  return packed;
};

/** @returns undefined for a file that is damaged, cut off or of another version */
export const unpackData = (bytes: Uint8Array): OwnData | undefined => {
  if (MARK.some((byte, at) => bytes[at] !== byte)) return undefined;
  let at = MARK.length;
  const take = (length: number): Uint8Array => {
    at += length;
    return bytes.slice(at - length, at);
  };
  const [jsonBytes = 0] = new Uint32Array(padded(take(4), 4).buffer);
  const header = parseHeader(take(jsonBytes));
  if (header === undefined) return undefined;
  const { featureShape, features, labels, ...about } = header;
  const whole = at + sizeOf(features) + sizeOf(labels);
  if (whole !== bytes.length) return undefined;
  const read = ({ kind, length }: ArrayHeader) =>
    new KINDS[kind](take(length * KINDS[kind].BYTES_PER_ELEMENT).buffer as ArrayBuffer);
  return {
    ...about,
    examples: {
      numExamples: about.report.numExamples,
      featureShape,
      features: read(features),
      labels: read(labels) as Examples['labels'],
    },
  };
};

const describeArray = (values: Examples['features']): ArrayHeader => ({
  kind: values instanceof Uint8Array ? 'uint8' : values instanceof Int32Array ? 'int32' : 'float32',
  length: values.length,
});

const bytesOf = ({ buffer, byteOffset, byteLength }: Examples['features']): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

const sizeOf = ({ kind, length }: ArrayHeader): number => length * KINDS[kind].BYTES_PER_ELEMENT;

const padded = (bytes: Uint8Array, length: number): Uint8Array<ArrayBuffer> => {
  const whole = new Uint8Array(length);
  whole.set(bytes);
  return whole;
};

const parseHeader = (json: Uint8Array): Header | undefined => {
  try {
    const header: Partial<Header> | null = JSON.parse(
      new TextDecoder('utf-8', { fatal: true }).decode(json),
    );
    return isArrayHeader(header?.features) && isArrayHeader(header?.labels)
      ? (header as Header)
      : undefined;
  } catch {
    return undefined;
  }
};

/** Enough to tell what this page wrote from anything else; whoever can forge more can do so anyway. */
const isArrayHeader = (header: Partial<ArrayHeader> | undefined): boolean =>
  header?.kind !== undefined &&
  Object.hasOwn(KINDS, header.kind) &&
  Number.isInteger(header.length);
