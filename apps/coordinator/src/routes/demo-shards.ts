import {
  type Examples,
  featuresToIdx,
  labelsToIdx,
  publicDataset,
  selectExamples,
} from '@tributary/model-zoo';
import type { DividedData } from '@tributary/model-zoo/node';
import type { RunConfig } from '@tributary/protocol';
import type { Limits } from '../limits.ts';
import { createRecent } from './recent.ts';

/** Pieces of a public data set for devices that have no data of their own. */
export interface DemoShards {
  count(run: ShardedRun): Promise<number>;
  /** Bytes of the largest shard, both of its halves; reckoned once. */
  largestBytes(run: ShardedRun): Promise<number>;
  /**
   * The shard's examples, of whatever kind, or its labels as an idx file; null when there is no such shard.
   * Whoever asks for the same soon gets the same bytes.
   * @throws {RangeError} when the data cannot be divided as the run says.
   */
  part(run: ShardedRun, place: ShardPlace): Promise<Uint8Array | null>;
}

export interface ShardedRun {
  readonly config: Pick<RunConfig, 'task' | 'partition'>;
}

export interface ShardPlace {
  readonly partition: number;
  readonly part: 'images' | 'labels';
  /** No more of its examples than so many, from all over it; all of them without it. */
  readonly atMost?: number;
}

/** Cuts shards from data sets that are loaded when they are first asked for. */
export const createDemoShards = (
  data: DividedData,
  { maxRecentShardBytes }: Pick<Limits, 'maxRecentShardBytes'>,
): DemoShards => {
  const recent = createRecent(maxRecentShardBytes);
  const partitionsOf = ({ config: { task, partition } }: ShardedRun): Promise<Int32Array[]> =>
    data.partitions({ dataset: publicDataset(task.dataset).name, partition });
  const largest = new Map<string, Promise<number>>();
  const part: DemoShards['part'] = async (run, { partition, part: half, atMost }) => {
    const whole = (await partitionsOf(run))[partition];
    if (whole === undefined) return null;
    const indices = thinOut(whole, atMost ?? whole.length);
    const { name: dataset } = publicDataset(run.config.task.dataset);
    const key = JSON.stringify([dataset, run.config.partition, partition, half, indices.length]);
    return recent.get(key, async () => encodePart(await data.examples(dataset), indices, half));
  };
  const measureLargest = async (run: ShardedRun): Promise<number> => {
    const sizes = (await partitionsOf(run)).map(({ length }) => length);
    const partition = sizes.indexOf(Math.max(...sizes));
    const halves = await Promise.all(
      (['images', 'labels'] as const).map((half) => part(run, { partition, part: half })),
    );
    return halves.reduce((sum, half) => sum + (half?.length ?? 0), 0);
  };
  return {
    count: async (run) => (await partitionsOf(run)).length,
    part,
    largestBytes: (run) => {
      const key = JSON.stringify([run.config.task.dataset, run.config.partition]);
      const known = largest.get(key) ?? measureLargest(run);
      largest.set(key, known);
      known.catch(() => largest.delete(key));
      return known;
    },
  };
};

/** Evenly, because many data sets lie in the order of their classes. */
const thinOut = (indices: Int32Array, atMost: number): Int32Array =>
  indices.length <= atMost
    ? indices
    : Int32Array.from(
        { length: atMost },
        (_, at) => indices[Math.floor((at * indices.length) / atMost)] as number,
      );

/** Selects from one half only: the other is often much larger. */
const encodePart = (
  examples: Examples,
  indices: Int32Array,
  part: ShardPlace['part'],
): Uint8Array => {
  const { features, labels } = examples;
  return part === 'images'
    ? featuresToIdx(selectExamples({ ...examples, labels: labels.subarray(0, 0) }, indices))
    : labelsToIdx(
        selectExamples(
          { ...examples, features: features.subarray(0, 0), featureShape: [0] },
          indices,
        ),
      );
};
