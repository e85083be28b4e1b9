import { DatasetError } from './dataset-error.ts';

const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/**
 * Unpacks gzip data by the platform's own `DecompressionStream` (browsers, workers, Node); anything
 * else passes unchanged. So a source need not care how a file was published.
 * @throws {DatasetError} `bad-format` when the gzip data is damaged.
 */
export const gunzipIfNeeded = async (bytes: Uint8Array, fileName: string): Promise<Uint8Array> => {
  if (!isGzip(bytes)) return bytes;
  const unpacked = new Blob([bytes.slice()]).stream().pipeThrough(new DecompressionStream('gzip'));
  try {
    return new Uint8Array(await new Response(unpacked).arrayBuffer());
  } catch (cause) {
    throw new DatasetError(
      'bad-format',
      `${fileName} is damaged: it does not unpack as gzip. Fetch it again.`,
      { cause },
    );
  }
};
