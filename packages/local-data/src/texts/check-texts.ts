import {
  type DataPlace,
  findWrongWidth,
  listExpected,
  quoteFound,
  type TextsSchema,
  textFeatures,
} from '@tributary/model-zoo';
import { type CheckedData, countClasses } from '../data-report.ts';
import { collectFindings, type FindingCollector } from '../findings.ts';
import { requireExampleBytes } from '../limits.ts';
import { folderName, type LocalFile } from '../local-file.ts';
import { matchNames } from '../match-names.ts';
import { readText } from '../read-text.ts';
import type { OpenTable } from '../tables/open-table.ts';
import type { TextMapping } from './map-texts.ts';

interface LabelledText {
  readonly text: string;
  readonly label: number;
  readonly place: DataPlace;
}

/**
 * Reads texts and their classes from two columns of a table; a file of `class<TAB>text` lines is one.
 * @returns text as Int32Array [texts, length] of code points; no examples where a column has not been mapped
 * @throws {DatasetError} `too-large` for more texts than a device holds
 */
export const checkTextTable = (
  table: OpenTable,
  mapping: TextMapping,
  schema: TextsSchema,
): CheckedData => {
  const { file, header } = table;
  const errors = collectFindings();
  for (const column of ['text', 'class'] as const) {
    if (mapping[column] === null || mapping[column] >= header.length) {
      errors.add({ file, column }, 'no column of the file is chosen for it');
    }
  }
  if (errors.findings.total > 0) return dataOfTexts([], 0, { schema, errors });
  const labelOf = new Map(schema.classes.map((name, index) => [name, index]));
  const texts = table.rows.flatMap(({ line, cells }): LabelledText[] => {
    const place = { file, line };
    const problem = findWrongWidth(cells, header);
    if (problem !== undefined) {
      errors.add(place, problem);
      return [];
    }
    const text = cells[mapping.text as number] as string;
    const cell = cells[mapping.class as number] as string;
    const label = labelOf.get(cell);
    if (label === undefined) {
      const expected = listExpected(schema.classes);
      errors.add({ ...place, column: 'class' }, `found ${quoteFound(cell)}, expected ${expected}`);
    }
    if (text === '') errors.add({ ...place, column: 'text' }, 'found nothing, expected a text');
    return label === undefined || text === '' ? [] : [{ text, label, place }];
  });
  return dataOfTexts(texts, table.rows.length - texts.length, { schema, errors });
};

/**
 * Reads one text from each file; the folder that it lies in is its class.
 * @throws {DatasetError} `too-large` for more texts than a device holds; what is wrong with a file is in the report
 */
export const checkTextFolders = async (
  files: readonly LocalFile[],
  schema: TextsSchema,
): Promise<CheckedData> => {
  const errors = collectFindings();
  const folders = [...new Set(files.map((file) => folderName(file) ?? ''))];
  const folderOfClass = matchNames(schema.classes, folders);
  const texts: LabelledText[] = [];
  for (const file of files) {
    const label = folderOfClass.indexOf(folders.indexOf(folderName(file) ?? ''));
    const place = { file: file.path };
    if (label < 0) {
      const expected = listExpected(schema.classes);
      errors.add(place, `its folder is no class; expected ${expected} as names of folders`);
      continue;
    }
    const text = await errors.attempt(() => readText(file));
    if (text !== undefined) texts.push({ text: text.trim(), label, place });
  }
  return dataOfTexts(texts, files.length - texts.length, { schema, errors });
};

const dataOfTexts = (
  texts: readonly LabelledText[],
  numFaulty: number,
  { schema, errors }: { readonly schema: TextsSchema; readonly errors: FindingCollector },
): CheckedData => {
  const { length, classes } = schema;
  requireExampleBytes({
    ...{ file: texts[0]?.place.file ?? '', numExamples: texts.length },
    bytesEach: 4 * length,
  });
  const warnings = collectFindings();
  for (const { text, place } of texts) {
    const characters = text.length > length ? [...text].length : 0;
    if (characters > length) {
      warnings.add(
        place,
        `the text has ${characters} characters; what follows the first ${length} is cut off`,
      );
    }
  }
  const labels = Int32Array.from(texts, ({ label }) => label);
  return {
    examples: {
      numExamples: texts.length,
      featureShape: [length],
      features: textFeatures(
        texts.map(({ text }) => text),
        length,
      ),
      labels,
    },
    report: {
      numExamples: texts.length,
      numFaulty,
      classes: countClasses(labels, classes),
      missing: [],
      errors: errors.findings,
      warnings: warnings.findings,
    },
  };
};
