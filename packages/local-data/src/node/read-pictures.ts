import type { ImagesSchema } from '@tributary/model-zoo';
import { collectFindings, type Findings } from '../findings.ts';
import { requireExampleBytes } from '../limits.ts';
import type { LocalFile } from '../local-file.ts';
import type { SizedPicture } from '../pictures/check-pictures.ts';
import { readPicture } from '../pictures/read-picture.ts';
import { sortByFolder } from '../pictures/sort-by-folder.ts';
import { decodePicture } from './decode-picture.ts';

export interface ReadPictures {
  /** Those that could be read; the folder that each lies in is its class. */
  readonly pictures: readonly SizedPicture[];
  readonly errors: Findings;
}

/**
 * Unpacks pictures and brings them to a schema's size.
 * @throws {DatasetError} `too-large` for more pictures than a device holds
 */
export const readPictures = async (
  files: readonly LocalFile[],
  schema: ImagesSchema,
): Promise<ReadPictures> => {
  const errors = collectFindings();
  const labels = sortByFolder(files, schema.classes);
  const pictures: SizedPicture[] = [];
  const bytesEach = schema.height * schema.width * schema.channels;
  for (const [at, file] of files.entries()) {
    const pixels = await errors.attempt(() =>
      readPicture(file, { decode: decodePicture, size: schema }),
    );
    if (!pixels) continue;
    pictures.push({ name: file.path, pixels, label: labels[at] ?? null });
    // Here, and not only when all of them are in memory.
    requireExampleBytes({ file: file.path, numExamples: pictures.length, bytesEach });
  }
  return { pictures, errors: errors.findings };
};
