import type { Random } from '@tributary/fedavg';
import { z } from 'zod';

/** A table of shares: a row for each class, a column for each partition that has the class. */
export type Distribution = readonly (readonly number[])[];

export interface DistributionShape {
  readonly rows: number;
  readonly columns: number;
}

/**
 * A table as text that a form can hold: rows with semicolons between, numbers with commas; a list of
 * lists is taken too and becomes such text. Empty for shares that are drawn.
 */
export const distributionArraySchema = z
  .preprocess(
    (value) =>
      Array.isArray(value)
        ? value.map((row) => (Array.isArray(row) ? row.join(', ') : row)).join('; ')
        : value,
    z.string().max(1_000_000),
  )
  .default('')
  .meta({
    title: 'Table of shares',
    description:
      'A row for each class, with semicolons between; in it a share for each client that has the class. Empty: drawn by a power law.',
  });

/**
 * The shape that the table must have.
 * @throws {RangeError} when so many partitions cannot have so many classes each.
 */
export const requireShape = (
  numClasses: number,
  numPartitions: number,
  classesPerPartition: number,
): DistributionShape => {
  if (numPartitions % numClasses !== 0) {
    throw new RangeError(
      `${numPartitions} partitions are no multiple of the ${numClasses} classes. Make ${Math.ceil(numPartitions / numClasses) * numClasses}.`,
    );
  }
  if (classesPerPartition > numClasses) {
    throw new RangeError(
      `The data has ${numClasses} classes, fewer than the ${classesPerPartition} for each client. Lower the classes per client.`,
    );
  }
  return { rows: numClasses, columns: (classesPerPartition * numPartitions) / numClasses };
};

/**
 * Reads a table from its text.
 * @throws {RangeError} when its shape is another one, or something in it is no share; the message says
 * in which row.
 */
export const parseDistribution = (
  text: string,
  { rows, columns }: DistributionShape,
): Distribution => {
  const table = text.split(';').map((row) => row.split(',').map(toShare));
  const needed = `Give ${rows} rows of ${columns} numbers each, with commas between the numbers and semicolons between the rows.`;
  if (table.length !== rows) {
    throw new RangeError(`The table of shares has ${table.length} rows. ${needed}`);
  }
  table.forEach((row, index) => {
    if (row.length !== columns || row.some(Number.isNaN) || !row.some((share) => share > 0)) {
      throw new RangeError(
        `Row ${index + 1} of the table of shares is not ${columns} numbers from 0 on, one of them above 0. ${needed}`,
      );
    }
  });
  return table;
};

const toShare = (text: string): number => {
  const share = text.trim() === '' ? Number.NaN : Number(text);
  return share >= 0 && Number.isFinite(share) ? share : Number.NaN;
};

/** Log-normal shares: exp(sigma · ε) with ε ~ N(0, 1). */
export const logNormalArray = (
  { rows, columns }: DistributionShape,
  sigma: number,
  random: Random,
): Distribution =>
  Array.from({ length: rows }, () =>
    Array.from({ length: columns }, () => Math.exp(sigma * random.normal())),
  );
