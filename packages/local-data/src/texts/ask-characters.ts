import type { NextCharacterSchema } from '@tributary/model-zoo';
import type { AskedData } from '../asked-data.ts';
import { noFindings } from '../findings.ts';
import { requireExampleBytes } from '../limits.ts';
import type { LocalFile } from '../local-file.ts';
import { readText } from '../read-text.ts';
import { beginningOf } from './beginning-of.ts';

/**
 * Reads a text of which every line, but for empty ones, is a beginning: what is asked is the character after it.
 * @throws {DatasetError} `bad-format`, with the line where it is known, for what is no UTF-8 text; `too-large`
 */
export const askCharacters = async (
  file: LocalFile,
  schema: NextCharacterSchema,
): Promise<AskedData> => {
  const { length } = schema;
  const lines = (await readText(file))
    .split('\n')
    .map((text, at) => ({ text, line: at + 1 }))
    .filter(({ text }) => text !== '');
  const numExamples = lines.length;
  requireExampleBytes({ file: file.path, numExamples, bytesEach: 4 * length });
  const features = new Int32Array(numExamples * length);
  const positions = lines.map(({ text }, at) => {
    const { example, position } = beginningOf(schema, text);
    features.set(example.features, at * length);
    return position;
  });
  return {
    examples: { numExamples, featureShape: [length], features },
    targets: new Float32Array(numExamples).fill(Number.NaN),
    places: lines.map(({ line }) => ({ file: file.path, line })),
    positions: Int32Array.from(positions),
    ...{ numFaulty: 0, errors: noFindings, warnings: noFindings },
  };
};
