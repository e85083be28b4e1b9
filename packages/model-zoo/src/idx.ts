import { DatasetError } from './dataset-error.ts';

/**
 * An array in the idx format of LeCun's MNIST page: two zero bytes, a type, the number of
 * dimensions, each dimension as a big-endian uint32, then the values, big-endian, row-major.
 */
export interface IdxArray {
  readonly shape: readonly number[];
  /** Unsigned bytes (type 0x08) or 32-bit integers (type 0x0c). */
  readonly data: Uint8Array | Int32Array;
}

const UINT8 = 0x08;
const INT32 = 0x0c;

const product = (shape: readonly number[]): number => shape.reduce((size, n) => size * n, 1);

/**
 * Reads an unpacked idx file. Bytes are a view into the file, integers a copy.
 * @param fileName for the messages
 * @throws {DatasetError} `bad-format` for a bad magic number or a wrong length.
 */
export const decodeIdx = (bytes: Uint8Array, fileName: string): IdxArray => {
  const [zero1, zero2, type, rank] = bytes;
  if (zero1 !== 0 || zero2 !== 0 || (type !== UINT8 && type !== INT32) || !rank) {
    const magic = [...bytes.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, '0'));
    throw new DatasetError(
      'bad-format',
      `${fileName} is no idx file of bytes or integers: it begins with ${magic.join(' ') || 'nothing'}, not 00 00 08 or 00 00 0c.`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerBytes = 4 + 4 * rank;
  const shape =
    bytes.length < headerBytes
      ? []
      : Array.from({ length: rank }, (_, axis) => view.getUint32(4 + 4 * axis));
  const size = product(shape);
  const wantedBytes = headerBytes + size * (type === INT32 ? 4 : 1);
  if (shape.length === 0 || bytes.length !== wantedBytes) {
    throw new DatasetError(
      'bad-format',
      `${fileName} is ${bytes.length < wantedBytes ? 'truncated' : 'too long'}: ${bytes.length} bytes, where its header asks for ${wantedBytes}.`,
    );
  }
  const data =
    type === UINT8
      ? bytes.subarray(headerBytes)
      : Int32Array.from({ length: size }, (_, i) => view.getInt32(headerBytes + 4 * i));
  return { shape, data };
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
  file[2] = data instanceof Uint8Array ? UINT8 : INT32;
  file[3] = shape.length;
  shape.forEach((length, axis) => {
    view.setUint32(4 + 4 * axis, length);
  });
  if (data instanceof Uint8Array) {
    file.set(data, headerBytes);
  } else {
    data.forEach((value, i) => {
      view.setInt32(headerBytes + 4 * i, value);
    });
  }
  return file;
};
