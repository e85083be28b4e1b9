import { type Examples, type NextCharacterSchema, readCharacters } from '@tributary/model-zoo';
import { type CheckedData, emptyReport } from '../data-report.ts';
import { collectFindings } from '../findings.ts';
import type { LocalFile } from '../local-file.ts';
import { readText } from '../read-text.ts';

/** So many unknown characters are named. */
const MOST_NAMED = 10;

/**
 * Reads a text of which the next character is learnt.
 * @returns windows of tokens as Int32Array [windows, length]; none, with a finding, where the text is too short
 * @throws {DatasetError} `bad-format`, with the line where it is known, for what is no UTF-8 text; `too-large`
 */
export const checkCharacters = async (
  file: LocalFile,
  { alphabet, length }: NextCharacterSchema,
): Promise<CheckedData> => {
  const text = await readText(file);
  const errors = collectFindings();
  const warnings = collectFindings();
  const known = new Set(alphabet);
  const unknown = new Map<string, number>();
  let characters = 0;
  for (const character of text) {
    characters++;
    if (!known.has(character)) unknown.set(character, (unknown.get(character) ?? 0) + 1);
  }
  const { naturalIds: _, ...examples } = readCharacters([{ text, naturalId: 0 }], {
    alphabet,
    length,
  }) satisfies Examples;
  if (examples.numExamples === 0) {
    errors.add(
      { file: file.path },
      `found a text of ${characters} characters, expected at least ${length + 1}`,
    );
  }
  if (unknown.size > 0) warnings.add({ file: file.path }, describeUnknown(unknown, alphabet));
  return {
    examples,
    report: {
      ...emptyReport,
      numExamples: examples.numExamples,
      errors: errors.findings,
      warnings: warnings.findings,
    },
  };
};

const describeUnknown = (unknown: ReadonlyMap<string, number>, alphabet: string): string => {
  const total = [...unknown.values()].reduce((sum, count) => sum + count, 0);
  const byCount = [...unknown].sort(([, a], [, b]) => b - a).slice(0, MOST_NAMED);
  const named = byCount.map(([character]) => JSON.stringify(character)).join(', ');
  const first = JSON.stringify([...alphabet][0]);
  return `${total} characters are not among those that are learnt (${named}${unknown.size > MOST_NAMED ? ' …' : ''}); each counts as ${first}`;
};
