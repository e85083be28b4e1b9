import { badFormat } from './formats/bad-format.ts';

/**
 * An array in the idx format of LeCun's MNIST page: two zero bytes, a type, the number of
 * dimensions, each dimension as a big-endian uint32, then the values, big-endian, row-major.
 */
export interface IdxArray {
  readonly shape: readonly number[];
  /** Unsigned bytes (type 0x08), 32-bit integers (0x0c) or floats (0x0d). */
  readonly data: Uint8Array | Int32Array | Float32Array;
}

const UINT8 = 0x08;
const INT32 = 0x0c;
const FLOAT32 = 0x0d;
const TYPES: readonly (number | undefined)[] = [UINT8, INT32, FLOAT32];

const product = (shape: readonly number[]): number => shape.reduce((size, n) => size * n, 1);

/**
 * Reads an unpacked idx file. Bytes are a view into the file, other numbers a copy.
 * @param fileName for the messages
 * @throws {DatasetError} `bad-format`, with the file, for a bad magic number or a wrong length, and with
 * the row within which it ends.
 */
export const decodeIdx = (bytes: Uint8Array, fileName: string): IdxArray => {
  const [zero1, zero2, type, rank] = bytes;
  if (zero1 !== 0 || zero2 !== 0 || !TYPES.includes(type) || !rank) {
    const magic = [...bytes.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, '0'));
    throw badFormat(
      { file: fileName },
      `it is no idx file of bytes, integers or floats: it begins with ${magic.join(' ') || 'nothing'}, not 00 00 08, 00 00 0c or 00 00 0d`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerBytes = 4 + 4 * rank;
  const shape =
    bytes.length < headerBytes
      ? []
      : Array.from({ length: rank }, (_, axis) => view.getUint32(4 + 4 * axis));
  const rowBytes = product(shape.slice(1)) * (type === UINT8 ? 1 : 4);
  const wantedBytes = headerBytes + (shape[0] ?? 0) * rowBytes;
  if (bytes.length < wantedBytes || shape.length === 0) {
    const row = shape.length === 0 ? {} : { row: rowAfter(bytes.length - headerBytes, rowBytes) };
    throw badFormat(
      { file: fileName, ...row },
      `the file is truncated: found ${bytes.length} bytes, where its header asks for ${wantedBytes}`,
    );
  }
  if (bytes.length > wantedBytes) {
    throw badFormat(
      { file: fileName },
      `the file is too long: found ${bytes.length} bytes, where its header asks for ${wantedBytes}`,
    );
  }
  return { shape, data: readNumbers(view, { type, from: headerBytes, size: product(shape) }) };
};

/** The row, from 1, that is not whole. */
const rowAfter = (bytes: number, rowBytes: number): number => Math.floor(bytes / rowBytes) + 1;

const readNumbers = (
  view: DataView,
  {
    type,
    from,
    size,
  }: { readonly type: number | undefined; readonly from: number; readonly size: number },
): IdxArray['data'] => {
  if (type === UINT8) return new Uint8Array(view.buffer, view.byteOffset + from, size);
  return type === INT32
    ? Int32Array.from({ length: size }, (_, i) => view.getInt32(from + 4 * i))
    : Float32Array.from({ length: size }, (_, i) => view.getFloat32(from + 4 * i));
};

const typeOf = (data: IdxArray['data']): number => {
  if (data instanceof Uint8Array) return UINT8;
  return data instanceof Int32Array ? INT32 : FLOAT32;
};

/**
 * Writes an idx file, the inverse of {@link decodeIdx}.
 * @throws {RangeError} when the shape does not fit the data.
 */
export const encodeIdx = ({ shape, data }: IdxArray): Uint8Array<ArrayBuffer> => {
  if (product(shape) !== data.length) {
    throw new RangeError(`${data.length} values do not have the shape [${shape.join(', ')}].`);
  }
  const headerBytes = 4 + 4 * shape.length;
  const file = new Uint8Array(headerBytes + data.byteLength);
  const view = new DataView(file.buffer);
  file[2] = typeOf(data);
  file[3] = shape.length;
  shape.forEach((length, axis) => {
    view.setUint32(4 + 4 * axis, length);
  });
  if (data instanceof Uint8Array) {
    file.set(data, headerBytes);
  } else {
    const isFloat = data instanceof Float32Array;
    for (const [i, value] of data.entries()) {
      if (isFloat) view.setFloat32(headerBytes + 4 * i, value);
      else view.setInt32(headerBytes + 4 * i, value);
    }
  }
  return file;
};
