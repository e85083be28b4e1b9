/** Float32 values as bytes and back; little-endian on every platform, wherever the bytes begin. */

const platformIsLittleEndian = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;

/** Writes the values from byte `at` on. */
export const writeFloats = (values: Float32Array, bytes: Uint8Array, at = 0): void => {
  if (platformIsLittleEndian) bytes.set(bytesOf(values), at);
  else {
    const view = new DataView(bytes.buffer, bytes.byteOffset + at);
    values.forEach((value, i) => {
      view.setFloat32(4 * i, value, true);
    });
  }
};

/** Fills `out` with the values from byte `at` on. */
export const readFloats = (bytes: Uint8Array, at: number, out: Float32Array): void => {
  if (platformIsLittleEndian) bytesOf(out).set(bytes.subarray(at, at + out.byteLength));
  else {
    const view = new DataView(bytes.buffer, bytes.byteOffset + at);
    for (let i = 0; i < out.length; i++) out[i] = view.getFloat32(4 * i, true);
  }
};

/** So many values from byte `at` on, as a new vector. */
export const floatsAt = (bytes: Uint8Array, at: number, length: number): Float32Array => {
  const values = new Float32Array(length);
  readFloats(bytes, at, values);
  return values;
};

const bytesOf = (values: Float32Array): Uint8Array =>
  new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
