import type { TextsSchema } from '@tributary/model-zoo';
import { type CheckedData, countClasses } from '../data-report.ts';
import { collectFindings, type FindingCollector } from '../findings.ts';
import type { LocalFile } from '../local-file.ts';
import type { OpenTable } from '../tables/open-table.ts';
import {
  featuresOfTexts,
  type LabelledText,
  textsOfFolders,
  textsOfTable,
} from './labelled-texts.ts';
import type { TextMapping } from './map-texts.ts';

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
  const errors = collectFindings();
  const isMapped = mapping.text !== null && mapping.class !== null;
  const texts = textsOfTable(table, mapping, { ...schema, needsClass: true, errors });
  return dataOfTexts(texts, isMapped ? table.rows.length - texts.length : 0, { schema, errors });
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
  const texts = await textsOfFolders(files, { ...schema, needsClass: true, errors });
  return dataOfTexts(texts, files.length - texts.length, { schema, errors });
};

const dataOfTexts = (
  texts: readonly LabelledText[],
  numFaulty: number,
  { schema, errors }: { readonly schema: TextsSchema; readonly errors: FindingCollector },
): CheckedData => {
  const { length, classes } = schema;
  const warnings = collectFindings();
  const labels = Int32Array.from(texts, ({ label }) => label as number);
  const features = featuresOfTexts(texts, length, warnings);
  return {
    examples: { numExamples: texts.length, featureShape: [length], features, labels },
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
