import { digestOf } from '@tributary/client';
import { deriveSeed } from '@tributary/fedavg';
import { decodeFrame, describeRejection, encodeFrame, type RunConfig } from '@tributary/protocol';
import { roundPlan } from '@tributary/rounds';
import type { Crew, Score } from './crew.ts';
import { RUN_ID } from './perform-effect.ts';
import type { VirtualClient } from './scene.ts';
import type { Simulation } from './simulation-config.ts';

/** One client's scores: accuracy (or loss, where numbers are predicted) on examples that nobody trained on. */
export interface ClientScores {
  readonly client: number;
  readonly numExamples: number;
  /** What it keeps back. */
  readonly heldOutExamples: number;
  /** The last global model on what the client keeps back. */
  readonly global: Score | null;
  /** A model that it trained alone, on what it keeps back, and on what checkpoints are tested on. */
  readonly local: Score | null;
  readonly localOnTest: Score | null;
  /** The last global model, trained on by the client, on what it keeps back. */
  readonly personalised: Score | null;
}

export interface Comparison {
  readonly clients: readonly ClientScores[];
  /** Means over the clients, each counting once; null where nothing was measured. */
  readonly mean: Readonly<
    Record<'global' | 'local' | 'localOnTest' | 'personalised', number | null>
  >;
  /** The last global model on what checkpoints are tested on. */
  readonly globalOnTest: Score;
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
}

/** What the federation is worth to each client, beside what it could do alone or on top of it. */
export const compareClients = async (options: CompareOptions): Promise<Comparison> => {
  const { compare, clients, heldOut, crew, first, last } = options;
  const trainAlone = async (from: Uint8Array, work: Work): Promise<(Uint8Array | null)[]> => {
    const digest = await digestOf(from);
    crew.publish(digest, from);
    return Promise.all(
      clients.map((_, client) => trainClient(options, { client, from, digest, work })),
    );
  };
  const scoreOwn = (models: readonly (Uint8Array | null)[]) =>
    Promise.all(
      models.map(async (model, client) =>
        model && heldOut[client]?.length
          ? crew.evaluate(model, { name: 'held-out', client })
          : null,
      ),
    );
  const global = await scoreOwn(clients.map(() => last));
  const alone = compare.local ? await trainAlone(first, compare.local) : clients.map(() => null);
  const local = await scoreOwn(alone);
  const localOnTest: (Score | null)[] = [];
  for (const model of alone) {
    localOnTest.push(model ? await crew.evaluate(model, { name: 'test' }) : null);
  }
  const personalised = await scoreOwn(
    compare.personalised ? await trainAlone(last, compare.personalised) : clients.map(() => null),
  );
  const pick = <Value>(values: readonly (Value | null)[], client: number) => values[client] ?? null;
  return {
    clients: clients.map(({ numExamples }, client) => ({
      client,
      numExamples,
      heldOutExamples: heldOut[client]?.length ?? 0,
      global: pick(global, client),
      local: pick(local, client),
      localOnTest: pick(localOnTest, client),
      personalised: pick(personalised, client),
    })),
    mean: {
      global: meanOf(global),
      local: meanOf(local),
      localOnTest: meanOf(localOnTest),
      personalised: meanOf(personalised),
    },
    globalOnTest: await crew.evaluate(last, { name: 'test' }),
  };
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
  const plan = roundPlan(
    {
      type: 'sendPlan',
      ...{ clientId, round: config.rounds, attempt: 1, checkpoint: digest, deadlineAt: 0 },
      seed: deriveSeed(config.seed, 'alone', clientId),
    },
    { runId: RUN_ID, config, modelBytes: from.length },
    0,
  );
  const { epochs, learningRate = plan.work.learningRate } = work;
  const trained = await crew.train({
    client,
    plan: { ...plan, work: { ...plan.work, epochs, learningRate } },
  });
  return trained.ok ? addDelta(from, trained.frame) : null;
};

/** The weights that a delta leads to. */
const addDelta = (from: Uint8Array, delta: Uint8Array): Uint8Array => {
  const [before, change] = [decodeFrame(from, 'weights'), decodeFrame(delta, 'delta')];
  if (!before.ok) throw new Error(describeRejection(before));
  if (!change.ok) throw new Error(describeRejection(change));
  const { manifest, values } = before.weights;
  const moved = values.map((value, index) => value + (change.weights.values[index] as number));
  return encodeFrame('weights', { manifest, values: moved });
};

/** Accuracies, or losses where numbers are predicted. */
const meanOf = (scores: readonly (Score | null)[]): number | null => {
  const known = scores.filter((score) => score !== null);
  if (known.length === 0) return null;
  return known.reduce((sum, { accuracy, loss }) => sum + (accuracy ?? loss), 0) / known.length;
};
