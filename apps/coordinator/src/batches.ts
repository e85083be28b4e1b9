/** Work that is done in batches: what comes while one is under way goes into the next. */
export interface Batches<Item, Result> {
  /** Resolves with the item's result; rejects when its batch failed, which stops nobody behind it. */
  add(item: Item): Promise<Result>;
  /** How many items wait for the next batch. */
  readonly waiting: number;
  /** Resolves when everything that was added so far is done. */
  settled(): Promise<void>;
}

interface BatchOptions {
  readonly maxItems: number;
  /** Whether an error may be one item's fault: then the others are done without it. */
  readonly isOfOne: (error: unknown) => boolean;
}

/** @param handle brings one result for each item, in order, or fails as a whole */
export const createBatches = <Item, Result>(
  handle: (items: readonly Item[]) => Promise<readonly Result[]>,
  { maxItems, isOfOne }: BatchOptions,
): Batches<Item, Result> => {
  const queue: Waiting<Item, Result>[] = [];
  let working: Promise<void> | null = null;

  /** Null when it went well. */
  const tryBatch = async (
    batch: readonly Waiting<Item, Result>[],
  ): Promise<{ readonly cause: unknown } | null> => {
    try {
      const results = await handle(batch.map(({ item }) => item));
      for (const [index, { resolve }] of batch.entries()) resolve(results[index] as Result);
      return null;
    } catch (cause) {
      return { cause };
    }
  };

  const work = async (): Promise<void> => {
    // What is dispatched in the same breath belongs together.
    await undefined;
    while (queue.length > 0) {
      const batch = queue.splice(0, maxItems);
      const error = await tryBatch(batch);
      if (error === null) continue;
      const isDivided = batch.length > 1 && isOfOne(error.cause);
      for (const waiting of batch) {
        const own = isDivided ? await tryBatch([waiting]) : error;
        if (own !== null) waiting.reject(own.cause);
      }
    }
    working = null;
  };
  return {
    add: (item) =>
      new Promise((resolve, reject) => {
        queue.push({ item, resolve, reject });
        working ??= work();
      }),
    get waiting() {
      return queue.length;
    },
    settled: async () => {
      await working;
    },
  };
};

interface Waiting<Item, Result> {
  readonly item: Item;
  resolve(result: Result): void;
  reject(error: unknown): void;
}
