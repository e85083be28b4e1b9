import { badFormat, DatasetError, decodeText } from '@tributary/model-zoo';
import { describeBytes, LIMITS } from './limits.ts';
import type { LocalFile } from './local-file.ts';
import { nameFormat, SIGNATURE_BYTES } from './name-format.ts';

/**
 * The text of a UTF-8 file, lines ended by `\n`. What is too large or no text is refused before more than its
 * first bytes are read.
 * @throws {DatasetError} `too-large`; `bad-format`, with the line where it is known, for what is empty or no text
 */
export const readText = async (file: LocalFile): Promise<string> => {
  requireSize(file, LIMITS.textBytes);
  const format = nameFormat(await file.read(0, SIGNATURE_BYTES));
  if (format !== undefined) {
    throw badFormat({ file: file.path }, `it is no text: it begins like ${format.name}`);
  }
  return decodeText(await file.read(), file.path);
};

/** @throws {DatasetError} `too-large`, with the limit in its sentence */
export const requireSize = ({ path, sizeBytes }: LocalFile, limitBytes: number): void => {
  if (sizeBytes <= limitBytes) return;
  throw new DatasetError(
    'too-large',
    `${path}: the file has ${describeBytes(sizeBytes)}, and at most ${describeBytes(limitBytes)} are read on a device. Nothing of it was read; bring a smaller one, or a part of it.`,
    { place: { file: path } },
  );
};
