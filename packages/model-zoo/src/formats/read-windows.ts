import { badFormat } from './bad-format.ts';

export interface WindowsOptions {
  readonly steps: number;
  /** For each channel what one unit of the file is worth. */
  readonly unitOfChannel: readonly number[];
}

/**
 * Reads windows of measurements: little-endian 16-bit integers [windows, steps, channels].
 * @param file its name, for the messages
 * @returns Float32Array [windows, steps, channels] in the channels' units
 * @throws {DatasetError} `bad-format`, with file and row, for a file that is empty or ends within a window.
 */
export const readWindows = (
  bytes: Uint8Array,
  { steps, unitOfChannel }: WindowsOptions,
  file: string,
): Float32Array => {
  const channels = unitOfChannel.length;
  const windowBytes = 2 * steps * channels;
  if (bytes.length === 0) throw badFormat({ file }, 'the file is empty');
  const rest = bytes.length % windowBytes;
  if (rest > 0) {
    throw badFormat(
      { file, row: Math.floor(bytes.length / windowBytes) + 1 },
      `the file is truncated: found ${rest} bytes, expected ${windowBytes} (${steps} × ${channels} integers of 16 bits)`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = new Float32Array(bytes.length / 2);
  for (let at = 0; at < values.length; at++) {
    values[at] = view.getInt16(2 * at, true) * (unitOfChannel[at % channels] as number);
  }
  return values;
};
