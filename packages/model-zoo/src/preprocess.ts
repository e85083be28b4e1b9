import { deriveSeed, type Seed } from '@tributary/fedavg';
import type { Examples } from './dataset.ts';
import { type ModelInput, modelInputOf } from './model-input.ts';
import type { PreprocessingStep, Preprocessor } from './preprocessor.ts';
import { preprocessors } from './preprocessors/registry.generated.ts';

interface ResolvedStep {
  readonly preprocessor: Preprocessor;
  readonly params: Record<string, unknown>;
  /** What the examples are before the step. */
  readonly input: ModelInput;
}

/**
 * What a model meets after some steps.
 * @throws {RangeError} when a step is unknown, its parameters are wrong or it does not fit what comes
 * before it; the message names the step.
 */
export const describePreprocessed = (
  input: ModelInput,
  steps: readonly PreprocessingStep[],
): ModelInput => resolve(input, steps).after;

/**
 * The steps with every parameter that was left out filled in, so that they say everything.
 * @throws {RangeError} as {@link describePreprocessed} does
 */
export const completeSteps = (
  input: ModelInput,
  steps: readonly PreprocessingStep[],
): { readonly name: string; readonly params: Record<string, unknown> }[] =>
  resolve(input, steps).resolved.map(({ preprocessor: { name }, params }) => ({ name, params }));

/**
 * The steps that are taken once, before training or testing.
 * @param input what the examples are, by their data set
 * @throws {RangeError} as {@link describePreprocessed} does
 */
export const preprocess = (
  examples: Examples,
  input: ModelInput,
  steps: readonly PreprocessingStep[],
): Examples => take(examples, fixedSteps(resolve(input, steps).resolved), 0);

/** What a device does with its examples, as plain data. */
export interface Preprocessing {
  /** What the examples are before the first step. */
  readonly input: ModelInput;
  /** All of them, those that are taken once among them. */
  readonly steps: readonly PreprocessingStep[];
}

/** Changes training examples anew for each seed. */
export type Augment = (examples: Examples, seed: Seed) => Examples;

/**
 * The steps that are taken anew before every epoch of training, on examples that {@link preprocess} has
 * been over; undefined when there are none.
 */
export const augmentation = (
  input: ModelInput,
  steps: readonly PreprocessingStep[],
): Augment | undefined => {
  const drawn = resolve(input, steps).resolved.filter(isAugmentation);
  return drawn.length === 0 ? undefined : (examples, seed) => take(examples, drawn, seed);
};

const isAugmentation = ({ preprocessor }: ResolvedStep): boolean =>
  preprocessor.when === 'training';

const fixedSteps = (steps: readonly ResolvedStep[]): ResolvedStep[] =>
  steps.filter((step) => !isAugmentation(step));

const take = (examples: Examples, steps: readonly ResolvedStep[], seed: Seed): Examples =>
  steps.reduce(
    (current, { preprocessor, params, input }, index) =>
      preprocessor.apply(current, params, {
        input,
        seed: deriveSeed(seed, preprocessor.name, index),
      }),
    examples,
  );

/** Augmentations come last, and leave an example what it is: they are described after the others. */
const resolve = (
  start: ModelInput,
  steps: readonly PreprocessingStep[],
): { readonly resolved: readonly ResolvedStep[]; readonly after: ModelInput } => {
  let input = modelInputOf(start);
  let augments = false;
  const resolved = steps.map(({ name, params: given }, index): ResolvedStep => {
    const refuse = (reason: string) =>
      new RangeError(`Step ${index + 1} of the preprocessing, "${name}": ${reason}.`);
    if (!preprocessors.names.includes(name)) {
      throw refuse(`there is no such step; choose one of ${preprocessors.names.join(', ')}`);
    }
    const preprocessor = preprocessors.get(name);
    if (augments && preprocessor.when !== 'training') {
      throw refuse('it comes after a step that is drawn anew for every epoch; put it before that');
    }
    augments ||= preprocessor.when === 'training';
    const params = preprocessor.params.strict().safeParse(given);
    if (!params.success) {
      const [issue] = params.error.issues;
      throw refuse(`${issue?.path.join('.') || 'its parameters'}: ${issue?.message ?? 'wrong'}`);
    }
    const step = { preprocessor, params: params.data, input };
    try {
      input = preprocessor.describe(input, params.data);
    } catch (error) {
      throw error instanceof RangeError ? refuse(error.message) : error;
    }
    return step;
  });
  return { resolved, after: input };
};
