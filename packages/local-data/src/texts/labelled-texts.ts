import {
  type DataPlace,
  findWrongWidth,
  listExpected,
  quoteFound,
  textFeatures,
} from '@tributary/model-zoo';
import type { FindingCollector } from '../findings.ts';
import { requireExampleBytes } from '../limits.ts';
import { folderName, type LocalFile } from '../local-file.ts';
import { matchNames } from '../match-names.ts';
import { readText } from '../read-text.ts';
import type { OpenTable } from '../tables/open-table.ts';
import type { TextMapping } from './map-texts.ts';

export interface LabelledText {
  readonly text: string;
  /** The index of its class; null where nobody says. */
  readonly label: number | null;
  readonly place: DataPlace;
}

export interface TextRules {
  readonly classes: readonly string[];
  /** Whether a text without a class is a fault. */
  readonly needsClass: boolean;
  /** Hears of texts that have a fault, which are left out. */
  readonly errors: FindingCollector;
}

/** The texts in two columns of a table; none where a column that is needed has not been mapped. */
export const textsOfTable = (
  { file, header, rows }: OpenTable,
  mapping: TextMapping,
  { classes, needsClass, errors }: TextRules,
): LabelledText[] => {
  for (const column of needsClass ? (['text', 'class'] as const) : (['text'] as const)) {
    if (mapping[column] === null || mapping[column] >= header.length) {
      errors.add({ file, column }, 'no column of the file is chosen for it');
    }
  }
  if (errors.findings.total > 0) return [];
  const labelOf = new Map(classes.map((name, index) => [name, index]));
  const expected = `${listExpected(classes)}${needsClass ? '' : ' (or nothing)'}`;
  return rows.flatMap(({ line, cells }): LabelledText[] => {
    const place = { file, line };
    const problem = findWrongWidth(cells, header);
    if (problem !== undefined) {
      errors.add(place, problem);
      return [];
    }
    const text = cells[mapping.text as number] as string;
    const cell = mapping.class === null ? '' : (cells[mapping.class] as string);
    const label = labelOf.get(cell) ?? (cell === '' && !needsClass ? null : undefined);
    if (label === undefined) {
      errors.add({ ...place, column: 'class' }, `found ${quoteFound(cell)}, expected ${expected}`);
    }
    if (text === '') errors.add({ ...place, column: 'text' }, 'found nothing, expected a text');
    return label === undefined || text === '' ? [] : [{ text, label, place }];
  });
};

/**
 * A text from each file; the folder that it lies in is its class.
 * @throws {DatasetError} `too-large` for more text than a device holds
 */
export const textsOfFolders = async (
  files: readonly LocalFile[],
  { classes, needsClass, errors }: TextRules,
): Promise<LabelledText[]> => {
  const folders = [...new Set(files.map((file) => folderName(file) ?? ''))];
  const folderOfClass = matchNames(classes, folders);
  const texts: LabelledText[] = [];
  requireTextBytes(files);
  for (const file of files) {
    const found = folderOfClass.indexOf(folders.indexOf(folderName(file) ?? ''));
    const place = { file: file.path };
    if (found < 0 && needsClass) {
      const expected = listExpected(classes);
      errors.add(place, `its folder is no class; expected ${expected} as names of folders`);
      continue;
    }
    const text = await errors.attempt(() => readText(file));
    if (text === undefined) continue;
    texts.push({ text: text.trim(), label: found < 0 ? null : found, place });
  }
  return texts;
};

/** They are in memory all at once. */
const requireTextBytes = (files: readonly LocalFile[]): void =>
  requireExampleBytes({
    ...{ file: files.at(-1)?.path ?? '', numExamples: files.length },
    bytesEach: files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) / Math.max(1, files.length),
  });

/**
 * Texts as a model takes them, cut off where they are too long.
 * @returns Int32Array [texts, length] of code points
 * @throws {DatasetError} `too-large` for more texts than a device holds
 */
export const featuresOfTexts = (
  texts: readonly LabelledText[],
  length: number,
  warnings: FindingCollector,
): Int32Array => {
  requireExampleBytes({
    ...{ file: texts[0]?.place.file ?? '', numExamples: texts.length },
    bytesEach: 4 * length,
  });
  for (const { text, place } of texts) {
    const characters = text.length > length ? [...text].length : 0;
    if (characters > length) {
      warnings.add(
        place,
        `the text has ${characters} characters; what follows the first ${length} is cut off`,
      );
    }
  }
  return textFeatures(
    texts.map(({ text }) => text),
    length,
  );
};
