import {
  type Examples,
  examplesToIdx,
  partitionExamples,
  selectExamples,
} from '@tributary/model-zoo';
import { openDataset } from '@tributary/model-zoo/node';
import type { RunConfig, RunId } from '@tributary/protocol';

/** Pieces of a public data set for devices that have no data of their own. */
export interface DemoShards {
  count(run: ShardedRun): Promise<number>;
  /** The shard's images and labels as idx files; null when there is no such shard. */
  shard(run: ShardedRun, partition: number): Promise<IdxShard | null>;
}

export interface ShardedRun {
  readonly runId: RunId;
  readonly config: Pick<RunConfig, 'task' | 'partition'>;
}

export interface IdxShard {
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
}

/** Loads a data set when it is first asked for and remembers how each run divides it. */
export const createDemoShards = (options: {
  readonly dataDir?: string | undefined;
  readonly offline: boolean;
}): DemoShards => {
  const loaded = new Map<string, Promise<Examples>>();
  const divided = new Map<RunId, Promise<Int32Array[]>>();

  const examplesOf = (name: string): Promise<Examples> =>
    remember(loaded, name, async () => {
      const { dataset, source } = await openDataset(name, options);
      return dataset.loadTrain(source);
    });
  const partitionsOf = ({ runId, config }: ShardedRun): Promise<Int32Array[]> =>
    remember(divided, runId, async () => {
      const { partition, task } = config;
      return partitionExamples(partition, await examplesOf(task.dataset), partition.seed);
    });

  return {
    count: async (run) => (await partitionsOf(run)).length,
    shard: async (run, partition) => {
      const indices = (await partitionsOf(run))[partition];
      if (indices === undefined) return null;
      const examples = await examplesOf(run.config.task.dataset);
      return examplesToIdx(selectExamples(examples, indices));
    },
  };
};

/** A failure is not remembered: the next request tries again. */
const remember = <Key, Value>(
  memory: Map<Key, Promise<Value>>,
  key: Key,
  make: () => Promise<Value>,
): Promise<Value> => {
  const known = memory.get(key);
  if (known !== undefined) return known;
  const made = make();
  memory.set(key, made);
  made.catch(() => memory.delete(key));
  return made;
};
