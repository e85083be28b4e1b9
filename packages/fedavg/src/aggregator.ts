import type { z } from 'zod';
import type { ClientUpdate, UpdateInfo, UpdateScalar } from './client-update.ts';
import type { UpdateBlocks } from './update-blocks.ts';

/** Turns a cohort's updates into one model delta. */
export type Aggregator = AdditiveAggregator | RobustAggregator;

/**
 * A linear sum of the updates, folded a few at a time in memory that does not grow with the cohort.
 * Only these can work under secure aggregation and take a fixed denominator.
 *
 * `State` is plain data (numbers, arrays, typed arrays), so that it survives `structuredClone` in
 * the middle of a round. `accumulate` consumes the state that it is given (it may reuse its buffers)
 * and never touches the updates. The result must not depend on the order of the updates.
 */
export interface AdditiveAggregator<State = unknown> {
  readonly name: string;
  readonly additive: true;
  /** By how much an update counts in the sum, before anything is divided; finite and at least 0. */
  weigh(info: UpdateInfo): number;
  init(limits: SumLimits): State;
  accumulate(state: State, updates: readonly ClientUpdate[]): State;
  /** The aggregated model delta; `size` values. */
  finalize(state: State): Float32Array;
}

/** What an additive aggregator knows before the first update arrives. */
export interface SumLimits {
  /** The number of weights in the model. */
  readonly size: number;
  /** An upper bound on Σ `weigh` of the updates to come. */
  readonly totalWeight: number;
}

/** A rule that needs every update of the round, block by block, and so refuses secure aggregation. */
export interface RobustAggregator {
  readonly name: string;
  readonly additive: false;
  /** With fewer updates in a round what the rule promises does not hold; 1 without it. It still ends the round. */
  readonly leastUpdates?: number;
  /** The aggregated model delta; `size` values. The updates are left as they are. */
  aggregate(updates: UpdateBlocks): Float32Array;
}

/**
 * An aggregator as data: what a run's settings, the form and the docs know of it. Any strategy may be
 * run with any of them.
 */
export interface AggregatorRule<Params extends z.ZodObject = z.ZodObject> {
  /** The name that the field knows it by. */
  readonly name: string;
  /** One sentence for the run form. */
  readonly summary: string;
  /** Authors, year, title. */
  readonly paper: string;
  /** In one line of plain text. */
  readonly formula: string;
  /** Time and memory, for n updates of d weights. */
  readonly cost: string;
  /** Whether `build` gives an additive aggregator. */
  readonly additive: boolean;
  /** What it must know of every update; `root` is the server's own delta. */
  readonly needs: readonly (UpdateScalar | 'root')[];
  readonly params: Params;
  build(params: z.output<Params>): Aggregator;
}

/** Checks a rule's types where it is written, without widening its schema. */
export const defineAggregator = <Params extends z.ZodObject>(
  rule: AggregatorRule<Params>,
): AggregatorRule<Params> => rule;
