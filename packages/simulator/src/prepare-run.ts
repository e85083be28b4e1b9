import { buildStrategy, createRandom, deriveSeed } from '@tributary/fedavg';
import {
  type DataDescription,
  dealPartitions,
  describePreprocessed,
  type Examples,
  joinExamples,
  mergePartitions,
  partitionExamples,
  partitioners,
  preprocess,
  selectExamples,
} from '@tributary/model-zoo';
import { type ClientId, describeRejection, type RunConfig } from '@tributary/protocol';
import {
  completeRules,
  describeWire,
  findConflicts,
  firstDownload,
  needsRoot,
  type RunWire,
} from '@tributary/rounds';
import { type AttackSpec, createBadClients } from './bad-clients.ts';
import type { CrewData } from './crew-data.ts';
import { decodeWeights } from './decode-weights.ts';
import { type FirstModel, makeFirstModel } from './first-model.ts';
import { type DividedShard, divideShard, requireClassesToHoldOut } from './held-out.ts';
import type { SimulationOptions, VirtualClient } from './scene.ts';
import type { SimulatedRun, Simulation } from './simulation-config.ts';

/** A data set's halves, loaded once for all runs of a simulation. */
export interface LoadedData {
  readonly dataset: DataDescription;
  readonly train: Examples;
  readonly test: Examples;
}

/** Everything that one run needs before it begins. */
export interface PreparedRun extends Pick<FirstModel, 'first'> {
  readonly wire: RunWire & Pick<SimulationOptions, 'firstDownload'>;
  readonly crew: CrewData;
  readonly clients: readonly VirtualClient[];
}

type World = Pick<Simulation, 'clients' | 'heldOut' | 'evaluation'> &
  Partial<Pick<Simulation, 'pretraining' | 'examples'>>;

/** What a run has from outside its config. */
export interface RunSetting {
  /** The federation without it: the clients that take no part in the pre-training, where there is one. */
  readonly stage?: SimulatedRun['stage'];
  /** The frame of a whole model, which the run begins with or puts its adapters on. */
  readonly pretrained?: Uint8Array | undefined;
  readonly attack?: AttackSpec | undefined;
  /** What the clients are called, counted from 0; their ids decide their seeds. */
  readonly clientIds?: (client: number) => ClientId;
}

/**
 * Divides the data among the clients, preprocesses it and makes the first model, all from the run's
 * seed.
 * @throws {RangeError} when the config does not fit the data, or the pretrained model does not
 */
export const prepareRun = (
  { dataset, train: trainHalf, test }: LoadedData,
  config: RunConfig,
  world: World,
  setting: RunSetting = {},
): PreparedRun => {
  refuseConflicts(config);
  const { task } = config;
  const input = describePreprocessed(dataset, task.preprocessing);
  const { base, first } = makeFirstModel(config, setting.pretrained);
  const model = decodeWeights(first, 'weights');
  const strategy = buildStrategy(config.strategy);
  const raw = world.examples === 'all' ? joinExamples([trainHalf, test]) : trainHalf;
  const seats = seatsOf(raw, config, { ...world, ...setting });
  const train = preprocess(raw, dataset, task.preprocessing);
  const [shards, heldOut] = [seats.map((seat) => seat.train), seats.map((seat) => seat.heldOut)];
  const bad = createBadClients(setting.attack, { clients: seats.length, seed: config.seed });
  return {
    crew: {
      task,
      input,
      ...(base && { base }),
      train,
      shards: needsRoot(config) ? [...shards, rootShard(config, shards)] : shards,
      poisoned: setting.attack && {
        attack: setting.attack.name,
        clients: seats.flatMap((_, client) => (bad.includes(client) ? client : [])),
      },
      scores: strategy.needs?.includes('lossBefore') ?? false,
      heldOut,
      test:
        world.evaluation.on === 'test'
          ? preprocess(test, dataset, task.preprocessing)
          : selectExamples(train, joined(heldOut)),
    },
    clients: seats.map((seat) => ({ clientId: seat.clientId, numExamples: seat.train.length })),
    first,
    wire: {
      ...describeWire(config, model.manifest),
      firstDownload: firstDownload(config, model),
    },
  };
};

/** Examples of the server's own: any of those that clients train on, as a small public sample would be. */
const rootShard = ({ aggregation, seed }: RunConfig, shards: readonly Int32Array[]): Int32Array =>
  createRandom(deriveSeed(seed, 'root')).shuffle(joined(shards)).slice(0, aggregation.rootExamples);

/** @throws {RangeError} when settings are none or make no sense together, as a coordinator refuses them */
const refuseConflicts = (config: RunConfig): void => {
  const completed = completeRules(config);
  if (!completed.ok) throw new RangeError(describeRejection(completed));
  const [conflict] = findConflicts(config);
  if (conflict) throw new RangeError(`${conflict.path}: ${conflict.reason}`);
};

interface Seat extends DividedShard {
  readonly clientId: ClientId;
}

/** The clients of one stage, with their examples. */
const seatsOf = (
  raw: Examples,
  config: RunConfig,
  world: Omit<World, 'evaluation'> & RunSetting,
): Seat[] => {
  const { clients, heldOut, pretraining, stage = 'federation', clientIds = numberedId } = world;
  if (partitioners.get(config.partition.partitioner).axis === 'columns') {
    throw new RangeError(
      `"${config.partition.partitioner}" divides columns, and a run needs whole examples. Choose another partitioner.`,
    );
  }
  if (heldOut?.by === 'last-of-class') requireClassesToHoldOut(raw);
  const partitions = partitionExamples(config.partition, raw, config.partition.seed);
  const of = clients ?? partitions.length;
  const all = Array.from({ length: of }, (_, client) => ({
    clientId: clientIds(client),
    ...divideShard(
      mergePartitions(partitions, dealPartitions(partitions.length, { client, of })),
      raw.labels,
      { heldOut, seed: deriveSeed(config.seed, 'held-out', client) },
    ),
  }));
  if (!pretraining) return all;
  if (of < 2)
    throw new RangeError('A pre-training leaves nobody for the federation: make more clients.');
  const numFirst = Math.min(of - 1, Math.max(1, Math.round(pretraining.share * of)));
  if (stage === 'federation') return all.slice(numFirst);
  const first = all.slice(0, numFirst);
  return pretraining.together ? [together(first)] : first;
};

/** One client that has all their examples. */
const together = (seats: readonly Seat[]): Seat => ({
  clientId: numberedId(0),
  train: joined(seats.map(({ train }) => train)).sort(),
  heldOut: joined(seats.map(({ heldOut }) => heldOut)).sort(),
});

const numberedId = (client: number): ClientId => `client-${String(client + 1).padStart(5, '0')}`;

const joined = (lists: readonly Int32Array[]): Int32Array =>
  Int32Array.from(lists.flatMap((list) => [...list]));
