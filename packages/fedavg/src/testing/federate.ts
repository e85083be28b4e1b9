import { aggregateUpdates } from '../aggregate-updates.ts';
import type { ClientMethodResult } from '../client-methods/client-method.ts';
import { runClientMethod } from '../client-methods/run-client-method.ts';
import type { WeightManifest } from '../flat-weights.ts';
import type { OptimizerState } from '../server-optimizer.ts';
import type { BuiltStrategy } from '../strategy.ts';
import { methodOf, wholeDelta } from '../travelling-weights.ts';
import { type QuadraticClient, type QuadraticPass, quadraticTrainer } from './quadratic-client.ts';
import { updateOf } from './some-updates.ts';

/** A whole run on quadratic clients, in memory. */
export interface Federation {
  readonly strategy: BuiltStrategy;
  readonly clients: readonly QuadraticClient[];
  readonly manifest: WeightManifest;
  readonly start: Float32Array;
  readonly learningRate: number;
  readonly epochs: number;
  readonly rounds: number;
  /** Which clients take part in a round, counted from 1; all without it. */
  readonly cohort?: (round: number) => readonly number[];
  /** How many of the clients have joined by a round; all without it. */
  readonly joined?: (round: number) => number;
}

export interface FederationResult {
  readonly weights: Float32Array;
  readonly state: OptimizerState;
  /** What clients would download beside the weights. */
  readonly shared: Float32Array | undefined;
  /** What each client keeps. */
  readonly memories: readonly (Float32Array | null)[];
}

/** What a coordinator and its clients do with a strategy, round after round. */
export const federate = async (federation: Federation): Promise<FederationResult> => {
  const { strategy, clients, start, rounds } = federation;
  const { aggregator, serverOptimizer } = strategy;
  const cohort = federation.cohort ?? (() => clients.map((_, index) => index));
  const memories: (Float32Array | null)[] = clients.map(() => null);
  const joined = federation.joined ?? (() => clients.length);
  let weights = start;
  let state = serverOptimizer.init(start.length);
  let shared = strategy.sharedVariate?.(state, { numClients: 1 });
  for (let round = 1; round <= rounds; round++) {
    const indices = cohort(round);
    const results = await Promise.all(
      indices.map((index) => workOf(federation, { index, weights, shared, memories })),
    );
    const updates = results.map(({ update, trained }, position) => {
      const { numExamples } = clients[indices[position] as number] as QuadraticClient;
      const { steps, lossBefore } = trained;
      return updateOf(update, { numExamples, steps, lossBefore });
    });
    const delta = wholeDelta(
      aggregateUpdates(aggregator, updates),
      federation.manifest,
      methodOf(strategy),
    );
    const facts = { round, numUpdates: indices.length, numClients: joined(round) };
    ({ weights, state } = serverOptimizer.apply(weights, delta, state, facts));
    shared = strategy.sharedVariate?.(state, facts);
    indices.forEach((index, position) => {
      memories[index] = results[position]?.memory ?? null;
    });
  }
  return { weights, state, shared, memories };
};

interface Turn {
  readonly index: number;
  readonly weights: Float32Array;
  readonly shared: Float32Array | undefined;
  readonly memories: readonly (Float32Array | null)[];
}

const workOf = (
  { strategy, clients, manifest, learningRate, epochs }: Federation,
  { index, weights, shared, memories }: Turn,
): Promise<ClientMethodResult<QuadraticPass>> => {
  const client = clients[index] as QuadraticClient;
  return runClientMethod(methodOf(strategy), {
    global: weights,
    shared: shared ?? null,
    memory: memories[index] ?? null,
    manifest,
    learningRate,
    train: quadraticTrainer(client, { manifest, learningRate, epochs }),
  });
};
