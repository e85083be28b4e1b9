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
}

export interface FederationResult {
  readonly weights: Float32Array;
  readonly state: OptimizerState;
  /** What each client keeps. */
  readonly memories: readonly (Float32Array | null)[];
}

/** What a coordinator and its clients do with a strategy, round after round. */
export const federate = async (federation: Federation): Promise<FederationResult> => {
  const { strategy, clients, start, rounds } = federation;
  const { aggregator, serverOptimizer } = strategy;
  const cohort = federation.cohort ?? (() => clients.map((_, index) => index));
  const memories: (Float32Array | null)[] = clients.map(() => null);
  let weights = start;
  let state = serverOptimizer.init(start.length);
  for (let round = 1; round <= rounds; round++) {
    const indices = cohort(round);
    const results = await Promise.all(
      indices.map((index) => workOf(federation, { index, weights, state, memories })),
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
    const facts = { round, participation: indices.length / clients.length };
    ({ weights, state } = serverOptimizer.apply(weights, delta, state, facts));
    indices.forEach((index, position) => {
      memories[index] = results[position]?.memory ?? null;
    });
  }
  return { weights, state, memories };
};

interface Turn {
  readonly index: number;
  readonly weights: Float32Array;
  readonly state: OptimizerState;
  readonly memories: readonly (Float32Array | null)[];
}

const workOf = (
  { strategy, clients, manifest, learningRate, epochs }: Federation,
  { index, weights, state, memories }: Turn,
): Promise<ClientMethodResult<QuadraticPass>> => {
  const { controlVariates } = strategy;
  const client = clients[index] as QuadraticClient;
  return runClientMethod(methodOf(strategy), {
    global: weights,
    shared: (controlVariates && state[controlVariates.sharedState]) ?? null,
    memory: memories[index] ?? null,
    manifest,
    learningRate,
    train: quadraticTrainer(client, { manifest, learningRate, epochs }),
  });
};
