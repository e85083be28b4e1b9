import { dealPartitions, type Examples, mergePartitions, partitioners } from '@tributary/model-zoo';
import type { z } from 'zod';
import type { PartitionOptions } from './options.ts';

/** A partition with everything that decided it. */
export interface Divided {
  readonly partitions: readonly Int32Array[];
  /** With the defaults filled in. */
  readonly params: Readonly<Record<string, unknown>>;
  readonly axis: 'examples' | 'columns';
}

/**
 * Divides examples as the command line says. Where a number of clients is given, it is the number of
 * partitions if the partitioner has such a parameter; else the partitions are dealt to the clients.
 * @throws {RangeError} for an unknown partitioner, and when it cannot serve this data.
 * @throws {z.ZodError} when the parameters do not fit.
 */
export const divide = (
  examples: Examples,
  { partitioner, params, seed, clients }: Omit<PartitionOptions, 'dataset' | 'json'>,
): Divided => {
  const entry = partitioners.get(partitioner);
  const isCounted = 'numPartitions' in entry.params.shape;
  const given = clients !== undefined && isCounted ? { ...params, numPartitions: clients } : params;
  const settled = entry.params.strict().parse(asDeclared(given, entry.params));
  const partitions = entry.partition(examples, settled, seed);
  const axis = entry.axis ?? 'examples';
  if (clients === undefined || isCounted) return { partitions, params: settled, axis };
  const dealt = Array.from({ length: clients }, (_, client) =>
    mergePartitions(partitions, dealPartitions(partitions.length, { client, of: clients })),
  );
  return { partitions: dealt, params: settled, axis };
};

/** `partitionSizes=600` reads as a number, but what is declared is a text: a list that has one item. */
const asDeclared = (given: PartitionOptions['params'], { shape }: z.ZodObject) =>
  Object.fromEntries(
    Object.entries(given).map(([key, value]) => {
      const field: z.ZodType | undefined = shape[key] as z.ZodType | undefined;
      const isText = typeof value === 'number' && field?.safeParse(String(value)).success === true;
      return [key, isText ? String(value) : value];
    }),
  );

/** e.g. "numPartitions 20, alpha 0.1" */
export const listParams = (params: Readonly<Record<string, unknown>>): string =>
  Object.entries(params)
    .filter(([, value]) => value !== '')
    .map(([key, value]) => `${key} ${value}`)
    .join(', ');
