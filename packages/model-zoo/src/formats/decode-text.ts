import { badFormat } from './bad-format.ts';
import { guessEncoding } from './guess-encoding.ts';

const LINE_FEED = 0x0a;

/**
 * The text of a UTF-8 file, without a byte-order mark, its lines ended by `\n` alone, however the file
 * ends them.
 * @throws {DatasetError} `bad-format`, with the line, when the file is empty or no UTF-8 text.
 */
export const decodeText = (bytes: Uint8Array, file: string): string => {
  const text = decodeStrictly(bytes);
  if (text === undefined) {
    throw badFormat(
      { file, line: findUndecodable(bytes) },
      `found bytes that are no UTF-8 text${asGuessed(bytes)}; save the file as UTF-8`,
    );
  }
  const zero = text.indexOf('\0');
  if (zero >= 0) {
    const line = text.slice(0, zero).split('\n').length;
    throw badFormat(
      { file, line },
      `found a zero byte, which no text has${asGuessed(bytes)}; save it as UTF-8 text`,
    );
  }
  if (text.trim() === '') throw badFormat({ file }, 'the file is empty');
  return text.replaceAll(/\r\n?/g, '\n');
};

const asGuessed = (bytes: Uint8Array): string => {
  const encoding = guessEncoding(bytes);
  return encoding === undefined ? '' : ` (it looks like ${encoding})`;
};

const decodeStrictly = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
};

/** The first line that does not decode; a line feed is never part of a longer UTF-8 character. */
const findUndecodable = (bytes: Uint8Array): number => {
  let line = 1;
  let start = 0;
  for (;;) {
    const end = bytes.indexOf(LINE_FEED, start);
    const text = decodeStrictly(bytes.subarray(start, end < 0 ? undefined : end));
    if (text === undefined || end < 0) return line;
    line++;
    start = end + 1;
  }
};
