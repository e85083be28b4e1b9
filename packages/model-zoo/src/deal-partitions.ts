/** Which of several clients, counted from 0. */
export interface ClientSeat {
  readonly client: number;
  readonly of: number;
}

/**
 * Deals partitions to clients like cards: client k of n gets k, k + n, k + 2n, …
 * Used when there are more partitions than clients, as with 539 writers for 5.
 * @throws {RangeError} for a seat that does not exist, or one that would stay without a partition.
 */
export const dealPartitions = (numPartitions: number, { client, of }: ClientSeat): number[] => {
  if (!Number.isInteger(client) || !Number.isInteger(of) || client < 0 || client >= of) {
    throw new RangeError(`There is no client ${client} of ${of}; clients count from 0.`);
  }
  if (client >= numPartitions) {
    throw new RangeError(
      `${numPartitions} partitions are too few for ${of} clients. Make at least ${of}.`,
    );
  }
  return Array.from(
    { length: Math.ceil((numPartitions - client) / of) },
    (_, card) => client + card * of,
  );
};

/**
 * The examples of several partitions together, ascending.
 * @throws {RangeError} when there is no such partition.
 */
export const mergePartitions = (
  partitions: readonly Int32Array[],
  chosen: readonly number[],
): Int32Array => {
  const indices = chosen.flatMap((index) => {
    const partition = partitions[index];
    if (partition === undefined) {
      throw new RangeError(`There is no partition ${index} among ${partitions.length}.`);
    }
    return [...partition];
  });
  return Int32Array.from(indices).sort();
};
