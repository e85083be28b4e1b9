import type { z } from 'zod';
import type { Aggregator } from './aggregator.ts';
import type { ClientWork } from './client-work.ts';
import type { ServerOptimizer } from './server-optimizer.ts';

/** What a strategy is made of once its hyperparameters are known. */
export interface BuiltStrategy {
  /** What it changes in the clients' work; merged over the run's own settings. */
  readonly clientWork: Partial<ClientWork>;
  /** Its own aggregator; a run may put another one in its place. */
  readonly aggregator: Aggregator;
  readonly serverOptimizer: ServerOptimizer;
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
