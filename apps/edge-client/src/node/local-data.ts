import type { DataNeed } from '@tributary/client';
import {
  type ClientSeat,
  dealPartitions,
  type Examples,
  mergePartitions,
  publicDataset,
  selectExamples,
} from '@tributary/model-zoo';
import { createDividedData } from '@tributary/model-zoo/node';

/**
 * Data from a directory on this machine, read once and divided among the clients of this process as
 * the run says: each gets every n-th partition. Data sets that are made on the spot need no files.
 * @param dataDir looked at before the cache and the mirrors
 * @returns the provider for one of the clients
 */
export const createLocalData = (
  dataDir: string,
): ((seat: ClientSeat) => (need: DataNeed) => Promise<Examples>) => {
  const data = createDividedData({ dataDir });
  return (seat) =>
    async ({ task, partition }): Promise<Examples> => {
      const { name: dataset } = publicDataset(task.dataset);
      const partitions = await data.partitions({ dataset, partition });
      const chosen = dealPartitions(partitions.length, seat);
      return selectExamples(await data.examples(dataset), mergePartitions(partitions, chosen));
    };
};
