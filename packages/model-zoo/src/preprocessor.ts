import type { Seed } from '@tributary/fedavg';
import type { z } from 'zod';
import type { Examples } from './dataset.ts';
import type { ModelInput } from './model-input.ts';

/** One step as it stands in a task or a run's config: plain data. */
export interface PreprocessingStep {
  /** A name in the registry of preprocessors. */
  readonly name: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/**
 * A step that a device takes with its own examples before it trains: one file, one entry. It changes
 * the features alone; examples keep their number, order and labels.
 */
export interface Preprocessor<Params extends z.ZodObject = z.ZodObject> {
  /** e.g. `resize` */
  readonly name: string;
  readonly title: string;
  /** One sentence in plain words: what it does to an example. */
  readonly description: string;
  readonly params: Params;
  /**
   * When it is taken: once with every example, for training and for testing (without it), or anew
   * before every epoch of training and never for testing, as augmentation.
   */
  readonly when?: 'always' | 'training';
  /**
   * What examples are after the step.
   * @throws {RangeError} when such examples cannot take it; the message is a clause that says why.
   */
  describe(input: ModelInput, params: z.output<Params>): ModelInput;
  /**
   * @param input what the examples are before the step
   * @param seed of chance, where the step needs any
   * @returns new examples; those that are given stay as they are
   */
  apply(examples: Examples, params: z.output<Params>, context: StepContext): Examples;
}

export interface StepContext {
  readonly input: ModelInput;
  readonly seed: Seed;
}

export const definePreprocessor = <Params extends z.ZodObject>(
  preprocessor: Preprocessor<Params>,
): Preprocessor<Params> => preprocessor;
