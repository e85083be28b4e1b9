import { type FlatWeights, splitWeights } from '@tributary/fedavg';

const LENGTH_BYTES = 8;
const ALIGNMENT_BYTES = 8;
const FLOAT32_BYTES = 4;

/** The key of a safetensors header under which texts stand beside the tensors. */
const METADATA_KEY = '__metadata__';

/**
 * Weights as a safetensors file: the length of a JSON header (u64, little-endian), the header, which says
 * of each tensor its type, shape and place, and the values one after another, little-endian, in manifest
 * order. Format: github.com/huggingface/safetensors, "Format".
 *
 * @param metadata texts for whoever opens the file
 * @throws {RangeError} when the vector's length is not what the manifest says, or a weight has the
 * name that the format keeps for itself
 */
export const toSafetensors = (
  weights: FlatWeights,
  metadata: Readonly<Record<string, string>>,
): Uint8Array<ArrayBuffer> => {
  const tensors = splitWeights(weights);
  if (tensors.some(({ name }) => name === METADATA_KEY)) {
    throw new RangeError(`A weight may not be called "${METADATA_KEY}" in a safetensors file.`);
  }
  let end = 0;
  const places = tensors.map(({ name, shape, values }): [string, unknown] => {
    const begin = end;
    end += values.length * FLOAT32_BYTES;
    return [name, { dtype: 'F32', shape, data_offsets: [begin, end] }];
  });
  const header = encodeHeader({ [METADATA_KEY]: metadata, ...Object.fromEntries(places) });
  const bytes = new Uint8Array(LENGTH_BYTES + header.length + end);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(header.length), true);
  bytes.set(header, LENGTH_BYTES);
  const start = LENGTH_BYTES + header.length;
  weights.values.forEach((value, index) => {
    view.setFloat32(start + index * FLOAT32_BYTES, value, true);
  });
  return bytes;
};

/** JSON, filled up with spaces so that the values behind it are aligned. */
const encodeHeader = (header: unknown): Uint8Array => {
  const json = new TextEncoder().encode(JSON.stringify(header));
  const filled = new Uint8Array(Math.ceil(json.length / ALIGNMENT_BYTES) * ALIGNMENT_BYTES).fill(
    0x20,
  );
  filled.set(json);
  return filled;
};
