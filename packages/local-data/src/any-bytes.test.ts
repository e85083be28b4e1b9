import { DatasetError } from '@tributary/model-zoo';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CheckedData } from './data-report.ts';
import { decodePicture } from './node/decode-picture.ts';
import { readPicture } from './pictures/read-picture.ts';
import { checkTable } from './tables/check-table.ts';
import { guessHeader } from './tables/guess-header.ts';
import { mapColumns } from './tables/map-columns.ts';
import { columnNames, openTable } from './tables/open-table.ts';
import { fileOf } from './testing/file-of.ts';
import { heartSchema } from './testing/heart-schema.ts';
import { colorJpeg, greyPng } from './testing/pictures.ts';
import { checkCharacters } from './texts/check-characters.ts';
import { checkTextFolders, checkTextTable } from './texts/check-texts.ts';
import { guessTextHeader, mapTexts } from './texts/map-texts.ts';

const texts = { kind: 'texts', title: 'Reviews', classes: ['bad', 'good'], length: 8 } as const;
const letters = { kind: 'next-character', title: 'Letters', alphabet: ' ab', length: 4 } as const;

const readers: Record<string, (content: Uint8Array) => Promise<CheckedData | Uint8Array>> = {
  table: async (content) => {
    const names = columnNames(heartSchema);
    const table = await openTable(fileOf('a.csv', content), guessHeader(names));
    return checkTable(table, mapColumns(table, heartSchema), heartSchema);
  },
  'table by position': async (content) => {
    const table = await openTable(fileOf('a.csv', content), () => false);
    return checkTable(table, mapColumns(table, heartSchema), heartSchema);
  },
  'table of texts': async (content) => {
    const table = await openTable(fileOf('a.txt', content), guessTextHeader(texts.classes));
    return checkTextTable(table, mapTexts(table.rows, texts.classes), texts);
  },
  'folder of texts': (content) => checkTextFolders([fileOf('good/a.txt', content)], texts),
  characters: (content) => checkCharacters(fileOf('a.txt', content), letters),
  picture: (content) =>
    readPicture(fileOf('a.png', content), {
      decode: decodePicture,
      size: { height: 4, width: 4, channels: 3 },
    }),
};

/** Bytes of all kinds, and texts and pictures with something wrong in the midst. */
const damaged = (whole: Uint8Array) =>
  fc.tuple(fc.nat(whole.length - 1), fc.uint8Array({ maxLength: 6 })).map(([at, bytes]) => {
    const copy = whole.slice();
    copy.set(bytes.subarray(0, copy.length - at), at);
    return copy;
  });
const lines = fc
  .array(
    fc.array(fc.constantFrom('63', '?', 'x', '"', '', 'good', 'age', '1e9', 'é'), {
      maxLength: 15,
    }),
  )
  .map((rows) => new TextEncoder().encode(rows.map((cells) => cells.join(',')).join('\n')));
const content = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc.string({ unit: 'binary' }).map((text) => new TextEncoder().encode(text)),
  lines,
  damaged(greyPng(99)),
  damaged(colorJpeg([1, 2, 3])),
);

describe('any bytes', () => {
  it.each(Object.entries(readers))(
    '%s: examples that fit, or what is wrong with them',
    async (_, read) => {
      await fc.assert(
        fc.asyncProperty(content, async (bytes) => {
          const result = await read(bytes).catch((error: unknown) => error);
          if (result instanceof DatasetError) {
            expect(result.message).toMatch(/^(good\/)?a\.\w{3}.*\.$/s);
            return;
          }
          if (result instanceof Uint8Array) {
            expect(result).toHaveLength(48);
            return;
          }
          expect(result).not.toBeInstanceOf(Error);
          const { examples, report } = result as CheckedData;
          expect(examples.numExamples).toBe(report.numExamples);
          const size = examples.featureShape.reduce((product, length) => product * length, 1);
          expect(examples.features).toHaveLength(examples.numExamples * size);
        }),
        { numRuns: 300 },
      );
    },
  );
});
