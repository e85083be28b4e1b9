import type { Examples } from '../dataset.ts';
import { badFormat, listExpected, quoteFound } from './bad-format.ts';
import { decodeText } from './decode-text.ts';
import { textFeatures } from './text-features.ts';

export interface LabelledLinesOptions {
  /** For each class, in the order of their indices, what stands for it in the file. */
  readonly classes: readonly string[];
  /** In code points; longer texts are cut. */
  readonly maxLength: number;
}

/**
 * Reads lines of `text<TAB>label`. Blank lines are none.
 * @param file its name, for the messages
 * @returns text as {@link textFeatures} has it
 * @throws {DatasetError} `bad-format`, with file and line, for a line without a text or a label, a label
 * that is no class, and what {@link decodeText} refuses.
 */
export const readLabelledLines = (
  bytes: Uint8Array,
  { classes, maxLength }: LabelledLinesOptions,
  file: string,
): Examples => {
  const lines = splitLines(bytes, file);
  const labels = lines.map(({ line, text }) => {
    const tab = text.lastIndexOf('\t');
    if (tab < 0) {
      throw badFormat(
        { file, line },
        `found no label; expected a text, a tab and ${listExpected(classes)}`,
      );
    }
    const label = classes.indexOf(text.slice(tab + 1).trim());
    if (label < 0) {
      const found = quoteFound(text.slice(tab + 1).trim());
      throw badFormat(
        { file, line, column: 'label' },
        `found ${found}, expected ${listExpected(classes)}`,
      );
    }
    return label;
  });
  const texts = lines.map(({ line, text }) => {
    const before = text.slice(0, text.lastIndexOf('\t')).trim();
    if (before === '') {
      throw badFormat({ file, line, column: 'text' }, 'found nothing, expected a text');
    }
    return before;
  });
  return textExamples(texts, Int32Array.from(labels), maxLength);
};

export interface LinesOfClassOptions {
  /** The index of the class that all lines belong to. */
  readonly label: number;
  readonly maxLength: number;
}

/**
 * Reads a file that holds the texts of one class, one on each line. Blank lines are none.
 * @throws {DatasetError} `bad-format` as {@link decodeText} does.
 */
export const readLinesOfClass = (
  bytes: Uint8Array,
  { label, maxLength }: LinesOfClassOptions,
  file: string,
): Examples => {
  const texts = splitLines(bytes, file).map(({ text }) => text.trim());
  return textExamples(texts, new Int32Array(texts.length).fill(label), maxLength);
};

const textExamples = (
  texts: readonly string[],
  labels: Int32Array,
  maxLength: number,
): Examples => ({
  numExamples: texts.length,
  featureShape: [maxLength],
  features: textFeatures(texts, maxLength),
  labels,
});

const splitLines = (bytes: Uint8Array, file: string): { line: number; text: string }[] =>
  decodeText(bytes, file)
    .split('\n')
    .map((text, index) => ({ line: index + 1, text }))
    .filter(({ text }) => text.trim() !== '');
