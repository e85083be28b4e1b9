import type { TableRow, TextsSchema } from '@tributary/model-zoo';
import type { AskedData } from '../asked-data.ts';
import { collectFindings, type FindingCollector } from '../findings.ts';
import type { LocalFile } from '../local-file.ts';
import type { OpenTable } from '../tables/open-table.ts';
import {
  featuresOfTexts,
  type LabelledText,
  textsOfFolders,
  textsOfTable,
} from './labelled-texts.ts';
import { guessTextHeader, mapTexts, type TextMapping } from './map-texts.ts';

/** Reads texts to ask about from a table, which may have their classes in a column. */
export const askTextTable = (table: OpenTable, schema: TextsSchema): AskedData => {
  const errors = collectFindings();
  const mapping = mapAskedTexts(table, schema.classes);
  const texts = textsOfTable(table, mapping, { ...schema, needsClass: false, errors });
  return askedTexts(texts, table.rows.length - texts.length, { schema, errors });
};

/** Reads one text to ask about from each file; the folder that it lies in may be its class. */
export const askTextFiles = async (
  files: readonly LocalFile[],
  schema: TextsSchema,
): Promise<AskedData> => {
  const errors = collectFindings();
  const texts = await textsOfFolders(files, { ...schema, needsClass: false, errors });
  return askedTexts(texts, files.length - texts.length, { schema, errors });
};

/** Without a column of classes, a header is only told by a name for the texts. */
export const guessAskedTextHeader =
  (classes: readonly string[]) =>
  (rows: readonly TableRow[]): boolean => {
    const first = rows[0]?.cells ?? [];
    const isNamed = first.some((cell) => cell.toLowerCase() === 'text');
    return isNamed || (first.length > 1 && guessTextHeader(classes)(rows));
  };

/** The only column has the texts, even where one of them is the name of a class. */
const mapAskedTexts = ({ header, rows }: OpenTable, classes: readonly string[]): TextMapping =>
  header.length === 1 ? { text: 0, class: null } : mapTexts(rows, classes);

const askedTexts = (
  texts: readonly LabelledText[],
  numFaulty: number,
  { schema, errors }: { readonly schema: TextsSchema; readonly errors: FindingCollector },
): AskedData => {
  const warnings = collectFindings();
  const features = featuresOfTexts(texts, schema.length, warnings);
  return {
    examples: { numExamples: texts.length, featureShape: [schema.length], features },
    targets: Float32Array.from(texts, ({ label }) => label ?? Number.NaN),
    places: texts.map(({ place }) => place),
    numFaulty,
    errors: errors.findings,
    warnings: warnings.findings,
  };
};
