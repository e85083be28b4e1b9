import { examplesToIdx, selectExamples } from '@tributary/model-zoo';
import type { DividedData } from '@tributary/model-zoo/node';
import type { RunConfig } from '@tributary/protocol';

/** Pieces of a public data set for devices that have no data of their own. */
export interface DemoShards {
  count(run: ShardedRun): Promise<number>;
  /**
   * The shard's examples, of whatever kind, and labels as idx files; null when there is no such shard.
   * @throws {RangeError} when the data cannot be divided as the run says.
   */
  shard(run: ShardedRun, partition: number): Promise<IdxShard | null>;
}

export interface ShardedRun {
  readonly config: Pick<RunConfig, 'task' | 'partition'>;
}

export interface IdxShard {
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
}

/** Cuts shards from data sets that are loaded when they are first asked for. */
export const createDemoShards = (data: DividedData): DemoShards => {
  const partitionsOf = ({ config: { task, partition } }: ShardedRun): Promise<Int32Array[]> =>
    data.partitions({ dataset: task.dataset, partition });
  return {
    count: async (run) => (await partitionsOf(run)).length,
    shard: async (run, partition) => {
      const indices = (await partitionsOf(run))[partition];
      if (indices === undefined) return null;
      const examples = await data.examples(run.config.task.dataset);
      return examplesToIdx(selectExamples(examples, indices));
    },
  };
};
