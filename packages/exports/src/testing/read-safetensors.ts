/** A tensor as it lies in a safetensors file. */
interface ReadTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

interface ReadFile {
  readonly metadata: Readonly<Record<string, string>>;
  readonly tensors: readonly ReadTensor[];
}

/**
 * Reads a file of float32 tensors by the format's own rules, and by nothing that the writer knows: every
 * byte behind the header must belong to exactly one tensor.
 * @throws {Error} when a rule is broken
 */
export const readSafetensors = (bytes: Uint8Array): ReadFile => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = 8 + Number(view.getBigUint64(0, true));
  const { __metadata__: metadata = {}, ...entries } = JSON.parse(
    new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(8, start)),
  );
  let covered = 0;
  const tensors = Object.entries(entries).map(([name, entry]) => {
    const { dtype, shape, data_offsets } = entry as {
      dtype: string;
      shape: number[];
      data_offsets: [number, number];
    };
    const [begin, end] = data_offsets;
    const size = shape.reduce((product, length) => product * length, 1);
    if (dtype !== 'F32' || begin !== covered || end !== begin + 4 * size) {
      throw new Error(`The tensor ${name} is not where it should be.`);
    }
    covered = end;
    const values = Array.from({ length: size }, (_, index) =>
      view.getFloat32(start + begin + 4 * index, true),
    );
    return { name, shape, values };
  });
  if (start + covered !== bytes.length) throw new Error('Bytes are left over.');
  return { metadata, tensors };
};
