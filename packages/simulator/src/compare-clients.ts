import { digestOf, emptyMemory } from '@tributary/client';
import { addScaled, buildStrategy, deriveSeed, methodOf, personalModel } from '@tributary/fedavg';
import { type Digest, encodeFrame, type RunConfig } from '@tributary/protocol';
import { hasWholeModel } from '@tributary/rounds';
import type { Crew, Score } from './crew.ts';
import { decodeWeights } from './decode-weights.ts';
import { planAlone } from './plan-alone.ts';
import type { VirtualClient } from './scene.ts';
import type { SimulationOutcome } from './simulate.ts';
import type { Simulation } from './simulation-config.ts';

/** Accuracy (or loss, where numbers are predicted) on examples that nobody trained on. */
interface Scores<Value> {
  /** The last global model on what the client keeps back; null also where devices keep some of its layers. */
  readonly global: Value;
  /** The model of its own that the strategy keeps it, on what it keeps back. */
  readonly personal: Value;
  /** A model that it trained alone, on what it keeps back, and on what checkpoints are tested on. */
  readonly local: Value;
  readonly localOnTest: Value;
  /** The last global model, trained on by the client, on what it keeps back. */
  readonly personalised: Value;
}

export interface ClientScores extends Scores<Score | null> {
  readonly client: number;
  readonly numExamples: number;
  /** What it keeps back. */
  readonly heldOutExamples: number;
}

export interface Comparison {
  readonly clients: readonly ClientScores[];
  /** Means over the clients, each counting once; null where nothing was measured. */
  readonly mean: Scores<number | null>;
  /** The last global model on what checkpoints are tested on; null where it is none by itself. */
  readonly globalOnTest: Score | null;
}

export interface CompareOptions {
  readonly config: RunConfig;
  readonly compare: Simulation['compare'];
  readonly clients: readonly VirtualClient[];
  readonly heldOut: readonly Int32Array[];
  readonly crew: Crew;
  /** Frames of the first and of the last global model. */
  readonly first: Uint8Array;
  readonly last: Uint8Array;
  /** What the clients keep. */
  readonly memories: SimulationOutcome['memories'];
}

/** What the federation is worth to each client, beside what it could do alone or on top of it. */
export const compareClients = async (options: CompareOptions): Promise<Comparison> => {
  const { config, compare, clients, heldOut, crew, first, last } = options;
  const isWhole = hasWholeModel(config);
  const nothing = clients.map(() => null);
  const own = async (model: Model, client: number): Promise<Score | null> =>
    heldOut[client]?.length ? crew.evaluate(model, { name: 'held-out', client }) : null;
  const publish = async (frame: Uint8Array): Promise<Digest> => {
    const digest = await digestOf(frame);
    crew.publish(digest, frame);
    return digest;
  };
  const trainAlone = async <Scores>(
    [from, work]: readonly [from: Uint8Array, work: Work | undefined],
    scoresOf: (model: Uint8Array, client: number) => Promise<Scores>,
  ): Promise<(Scores | null)[]> => {
    if (!work) return nothing;
    const digest = await publish(from);
    return inGroups(clients, async (client) => {
      const model = await trainClient(options, { client, from, digest, work });
      return model && scoresOf(model, client);
    });
  };
  const lastDigest = await publish(last);
  const modelOf = personalModels(options);
  const alone = await trainAlone([first, compare.local], async (model, client) => ({
    own: await own(model, client),
    onTest: await crew.evaluate(model, { name: 'test' }),
  }));
  const scores = {
    global: isWhole ? await inGroups(clients, (client) => own(lastDigest, client)) : nothing,
    personal: modelOf ? await inGroups(clients, (client) => own(modelOf(client), client)) : nothing,
    local: alone.map((scores) => scores?.own ?? null),
    localOnTest: alone.map((scores) => scores?.onTest ?? null),
    personalised: await trainAlone([last, compare.personalised], own),
  };
  return {
    clients: clients.map(({ numExamples }, client) => ({
      client,
      numExamples,
      heldOutExamples: heldOut[client]?.length ?? 0,
      ...mapValues(scores, (all) => all[client] ?? null),
    })),
    mean: mapValues(scores, meanOf),
    globalOnTest: isWhole ? await crew.evaluate(last, { name: 'test' }) : null,
  };
};

const mapValues = <Name extends string, Value, Result>(
  record: Readonly<Record<Name, Value>>,
  map: (value: Value) => Result,
) =>
  Object.fromEntries(
    Object.entries<Value>(record).map(([name, value]) => [name, map(value)]),
  ) as Record<Name, Result>;

/** How to get a client's own model as a frame; undefined where the strategy keeps nobody one. */
const personalModels = ({
  config,
  last,
  memories,
}: CompareOptions): ((client: number) => Uint8Array) | undefined => {
  const method = methodOf(buildStrategy(config.strategy));
  const { manifest, values: global } = decodeWeights(last, 'weights');
  const modelOf = (client: number) => {
    const { method: memory } = memories.get(client) ?? emptyMemory;
    return personalModel(method, { global, memory, manifest });
  };
  if (!modelOf(0)) return undefined;
  return (client) => encodeFrame('weights', { manifest, values: modelOf(client) ?? global });
};

/** A frame, or the digest of one that was published. */
type Model = Uint8Array | Digest;

/** Clients whose models are in memory at the same time; thousands of them would not fit. */
const GROUP = 64;

const inGroups = async <Result>(
  clients: readonly VirtualClient[],
  work: (client: number) => Promise<Result>,
): Promise<Result[]> => {
  const results: Result[] = [];
  for (let start = 0; start < clients.length; start += GROUP) {
    const group = clients.slice(start, start + GROUP);
    results.push(...(await Promise.all(group.map((_, index) => work(start + index)))));
  }
  return results;
};

interface Work {
  readonly epochs: number;
  readonly learningRate?: number | undefined;
}

/** The client's model after training from a given one; null when it cannot. */
const trainClient = async (
  { config, crew, clients }: CompareOptions,
  { client, from, digest, work }: { client: number; from: Uint8Array; digest: string; work: Work },
): Promise<Uint8Array | null> => {
  const { clientId } = clients[client] as VirtualClient;
  const plan = planAlone(config, {
    ...{ checkpoint: digest, clientId, round: config.rounds },
    seed: deriveSeed(config.seed, 'alone', clientId),
  });
  const { epochs, learningRate = plan.work.learningRate } = work;
  const trained = await crew.train({
    client,
    plan: { ...plan, work: { ...plan.work, epochs, learningRate } },
  });
  return trained.ok ? addDelta(from, trained.frame) : null;
};

/** The weights that a delta leads to. */
const addDelta = (from: Uint8Array, delta: Uint8Array): Uint8Array => {
  const { manifest, values } = decodeWeights(from, 'weights');
  const change = decodeWeights(delta, 'delta');
  return encodeFrame('weights', { manifest, values: addScaled(values, 1, change.values) });
};

/** Accuracies, or losses where numbers are predicted. */
const meanOf = (scores: readonly (Score | null)[]): number | null => {
  const known = scores.filter((score) => score !== null);
  if (known.length === 0) return null;
  return known.reduce((sum, { accuracy, loss }) => sum + (accuracy ?? loss), 0) / known.length;
};
