import type { DataNeed, DataProvider } from '@tributary/client';
import {
  type ClientSeat,
  dealPartitions,
  type Examples,
  mergePartitions,
  partitionExamples,
  selectExamples,
} from '@tributary/model-zoo';
import { openDataset } from '@tributary/model-zoo/node';

/**
 * Data from a directory on this machine, read once and divided among the clients of this process as
 * the run says: each gets every n-th partition. Data sets that are made on the spot need no files.
 * @param dataDir looked at before the cache and the mirrors
 * @returns the provider for one of the clients
 */
export const createLocalData = (dataDir: string): ((seat: ClientSeat) => DataProvider) => {
  const load = remember(async (dataset: string) => {
    const opened = await openDataset(dataset, { dataDir });
    return opened.dataset.loadTrain(opened.source);
  });
  const divide = remember(async (key: string) => {
    const { dataset, partition } = JSON.parse(key) as PartitionKey;
    return partitionExamples(partition, await load(dataset), partition.seed);
  });
  return (seat) =>
    async ({ task: { dataset }, partition }): Promise<Examples> => {
      const partitions = await divide(
        JSON.stringify({ dataset, partition } satisfies PartitionKey),
      );
      const chosen = dealPartitions(partitions.length, seat);
      return selectExamples(await load(dataset), mergePartitions(partitions, chosen));
    };
};

type PartitionKey = Pick<DataNeed, 'partition'> & { readonly dataset: string };

/** Asks once for each key; what failed is asked for again. */
const remember = <Value>(
  ask: (key: string) => Promise<Value>,
): ((key: string) => Promise<Value>) => {
  const answers = new Map<string, Promise<Value>>();
  return (key) => {
    const known = answers.get(key);
    if (known) return known;
    const answer = ask(key);
    answers.set(key, answer);
    answer.catch(() => answers.delete(key));
    return answer;
  };
};
