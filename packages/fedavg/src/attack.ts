import type { z } from 'zod';
import type { Random } from './random.ts';

/**
 * What a bad client does, for tests and for the simulator: it falsifies its examples, its update, or both.
 * Plain data and pure functions.
 */
export interface Attack<Params extends z.ZodObject = z.ZodObject> {
  /** The name that the field knows it by. */
  readonly name: string;
  /** One sentence for the form. */
  readonly summary: string;
  /** Authors, year, title. */
  readonly paper: string;
  /** In one line of plain text. */
  readonly formula: string;
  readonly params: Params;
  /** The labels that it trains on, as a new list of the same kind; without it the true ones. */
  poisonLabels?<Labels extends LabelList>(labels: Labels, numClasses: number): Labels;
  /** The model delta that it sends, as a new vector of the model's size; without it what it has learnt. */
  craft?(scene: AttackScene, params: z.output<Params>): Float32Array;
}

/** One that sends something else than what it has learnt. */
export type UpdateAttack = Attack & Required<Pick<Attack, 'craft'>>;

export const poisonsUpdates = (attack: Attack): attack is UpdateAttack =>
  attack.craft !== undefined;

/** Class indices, one per example or per position; or the numbers that are to be predicted. */
export type LabelList = Int32Array | Uint8Array | Float32Array;

/**
 * What a bad client knows and can do. It is taken to know all honest updates of its round, and all bad
 * clients to work together, as the papers do.
 */
export interface AttackScene {
  /** The honest clients' model deltas of the round; to be left as they are. There may be none. */
  readonly honest: readonly Float32Array[];
  /** What it has learnt: of its true examples, or of those that it falsified. */
  readonly own: Float32Array;
  /** How many clients of the round are bad, itself among them. */
  readonly numMalicious: number;
  /** How many clients there are in the round, good and bad. */
  readonly numClients: number;
  /** Its chance; the same for all bad clients of a round if they are to send the same. */
  readonly random: Random;
}

/** Checks an attack's types where it is written, without widening its schema. */
export const defineAttack = <Params extends z.ZodObject>(attack: Attack<Params>): Attack<Params> =>
  attack;
