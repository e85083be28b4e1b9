import type { z } from 'zod';
import type { Aggregator, AggregatorRule } from './aggregator.ts';
import type { UpdateInfo } from './client-update.ts';
import type { RoundWork } from './client-work.ts';
import type { OptimizerState, RoundFacts, ServerOptimizer } from './server-optimizer.ts';

/** What a strategy is made of once its hyperparameters are known. */
export interface BuiltStrategy {
  /** What it changes in the clients' work; merged over the run's own settings. */
  readonly clientWork: Partial<RoundWork>;
  /** Its own aggregator; a run may put another one in its place, unless there is `ownAggregator`. */
  readonly aggregator: Aggregator;
  readonly serverOptimizer: ServerOptimizer;
  /** What the aggregator must know of every update; nothing without it. */
  readonly needs?: AggregatorRule['needs'];
  /** Why no other aggregator may take the place of its own; any may without it. */
  readonly ownAggregator?: string;
  /**
   * Where its own aggregator is a plain mean of updates that were multiplied first, how. Another one that takes
   * the mean's place, or a step in front of it, sees them multiplied.
   */
  readonly scaling?: {
    /** One per update, finite and at least 0. */
    readonly factors: (infos: readonly UpdateInfo[]) => Float64Array;
    readonly mean: Aggregator;
  };
  /**
   * An update carries two vectors of the model's size, [δ, Δc], one after the other, and is aggregated as
   * one delta of twice the size. Clients download a vector of the model's size beside the model, and keep
   * one of their own from round to round.
   * @returns what clients download after a round, by the server optimizer's state
   */
  readonly sharedVariate?: (
    state: OptimizerState,
    facts: Pick<RoundFacts, 'numClients'>,
  ) => Float32Array;
  /** Clients are not awaited together: the server takes a step whenever so many updates have come. */
  readonly asynchronous?: {
    readonly bufferSize: number;
    /** Whether deltas are reckoned from the weights of the moment: see `rebaseDelta`. */
    readonly rebased: boolean;
  };
}

/**
 * A federated algorithm as data. It composes an aggregator and a server optimizer, never inherits.
 * The schema of its hyperparameters is the single source of the HTTP validation, the dashboard's
 * form and the docs.
 */
export interface Strategy<Hyperparams extends z.ZodObject = z.ZodObject> {
  /** Flower's name for it. */
  readonly name: string;
  /** One sentence for the run form. */
  readonly summary: string;
  /** Authors, year, title. */
  readonly paper: string;
  /** In one line of plain text. */
  readonly formula: string;
  /** What it costs beside FedAvg: bytes, time, memory on the client and the server. */
  readonly cost: string;
  readonly hyperparams: Hyperparams;
  build(hyperparams: z.output<Hyperparams>): BuiltStrategy;
}

/** Checks a strategy's types where it is written, without widening its schema. */
export const defineStrategy = <Hyperparams extends z.ZodObject>(
  strategy: Strategy<Hyperparams>,
): Strategy<Hyperparams> => strategy;
