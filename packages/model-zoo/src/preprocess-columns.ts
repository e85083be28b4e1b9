import { z } from 'zod';
import type { Examples } from './dataset.ts';
import type { ModelInput } from './model-input.ts';

/** A parameter with one number for all columns, or one for each. */
export const perColumn = z.union([z.number(), z.array(z.number()).min(1)]);
export type PerColumn = z.output<typeof perColumn>;

/** The last axis: a table's columns, a picture's or a window's channels. */
export const countColumns = ({ featureShape }: ModelInput): number => featureShape.at(-1) ?? 1;

/** @returns [columns] */
export const spreadOver = (values: PerColumn, columns: number): readonly number[] =>
  typeof values === 'number' ? Array.from({ length: columns }, () => values) : values;

/** [columns], whether a column holds numbers and not categories. */
export const numberColumns = (input: ModelInput): readonly boolean[] =>
  Array.from({ length: countColumns(input) }, (_, column) => !input.categories?.[column]);

/**
 * Makes sure that examples are numbers and that every list of them has one for each column.
 * @throws {RangeError} otherwise; the message is a clause
 */
export const requireColumns = (input: ModelInput, ...lists: readonly PerColumn[]): void => {
  if (input.featureKind === 'tokens' || input.featureKind === 'text') {
    throw new RangeError('the examples are text, not numbers');
  }
  const columns = countColumns(input);
  for (const values of lists) {
    if (typeof values !== 'number' && values.length !== columns) {
      throw new RangeError(`it has ${values.length} numbers for ${columns} channels or columns`);
    }
  }
};

/** Turns every number into another; bytes are value / 255 before. */
export const mapColumns = (
  examples: Examples,
  columns: number,
  change: (value: number, column: number) => number,
): Examples => {
  const { features } = examples;
  const divisor = features instanceof Uint8Array ? 255 : 1;
  const changed = new Float32Array(features.length);
  let column = 0;
  for (let at = 0; at < changed.length; at++) {
    changed[at] = change((features[at] as number) / divisor, column);
    column = column + 1 === columns ? 0 : column + 1;
  }
  return { ...examples, features: changed };
};
