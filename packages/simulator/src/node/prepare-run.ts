import { deriveSeed, type FlatWeights } from '@tributary/fedavg';
import {
  buildModel,
  type Dataset,
  dealPartitions,
  describePreprocessed,
  type Examples,
  mergePartitions,
  models,
  partitionExamples,
  preprocess,
  selectExamples,
} from '@tributary/model-zoo';
import { type OpenDatasetOptions, openDataset } from '@tributary/model-zoo/node';
import { type ClientId, encodeFrame, type RunConfig } from '@tributary/protocol';
import { divideShard } from '../held-out.ts';
import type { VirtualClient } from '../simulate.ts';
import type { Simulation } from '../simulation-config.ts';
import type { CrewOptions } from './crew.ts';

/** A data set's halves, loaded once for all runs of a simulation. */
export interface LoadedData {
  readonly dataset: Dataset;
  readonly train: Examples;
  readonly test: Examples;
}

/** @throws as `openDataset` and the data set's loader do */
export const loadData = async (name: string, options: OpenDatasetOptions): Promise<LoadedData> => {
  const { dataset, source } = await openDataset(name, options);
  const [train, test] = await Promise.all([dataset.loadTrain(source), dataset.loadTest(source)]);
  return { dataset, train, test };
};

/** Everything that one run needs before it begins. */
export interface PreparedRun {
  readonly crew: CrewOptions;
  readonly clients: readonly VirtualClient[];
  readonly first: Uint8Array;
  readonly manifest: FlatWeights['manifest'];
}

/**
 * Divides the data among the clients, preprocesses it and makes the first model, all from the run's
 * seed.
 * @param clientIds what the clients are called, counted from 0; their ids decide their seeds
 * @throws {RangeError} when the config does not fit the data
 */
export const prepareRun = (
  { dataset, train: raw, test }: LoadedData,
  config: RunConfig,
  { clients, heldOut, evaluation }: Pick<Simulation, 'clients' | 'heldOut' | 'evaluation'>,
  clientIds: (client: number) => ClientId = numberedId,
): PreparedRun => {
  const { preprocessing, model } = config.task;
  const input = describePreprocessed(dataset, preprocessing);
  const built = buildModel(models.get(model), input);
  const partitions = partitionExamples(config.partition, raw, config.partition.seed);
  const of = Math.min(clients ?? partitions.length, partitions.length);
  const divided = Array.from({ length: of }, (_, client) =>
    divideShard(
      mergePartitions(partitions, dealPartitions(partitions.length, { client, of })),
      raw.labels,
      { heldOut, seed: deriveSeed(config.seed, 'held-out', client) },
    ),
  );
  const train = preprocess(raw, dataset, preprocessing);
  const shards = divided.map((shard) => shard.train);
  const keptBack = divided.map((shard) => shard.heldOut);
  return {
    crew: {
      task: config.task,
      input,
      train,
      shards,
      heldOut: keptBack,
      test:
        evaluation.on === 'test'
          ? preprocess(test, dataset, preprocessing)
          : selectExamples(train, joined(keptBack)),
    },
    clients: shards.map(({ length }, client) => ({
      clientId: clientIds(client),
      numExamples: length,
    })),
    first: encodeFrame('weights', { manifest: built.manifest, values: built.init(config.seed) }),
    manifest: built.manifest,
  };
};

const numberedId = (client: number): ClientId => `client-${String(client + 1).padStart(5, '0')}`;

const joined = (lists: readonly Int32Array[]): Int32Array =>
  Int32Array.from(lists.flatMap((list) => [...list]));
