import { magnitude, modelDelta } from '@tributary/fedavg';
import type { BuiltModel, Examples } from '@tributary/model-zoo';
import type { TrainResult } from './local-training.ts';
import { TrainerError } from './trainer-error.ts';

interface SolveOptions {
  readonly solve: NonNullable<BuiltModel['solve']>;
  /** The global weights, in manifest order; left as they are. */
  readonly weights: Float32Array;
  /** At least one. */
  readonly examples: Examples;
}

/**
 * One round of a model that has a closed form: no step is taken and no device asked, and there is no
 * loss to speak of (0, before and after).
 * @throws {TrainerError} `training-diverged` when a weight is not a finite number
 */
export const solveLocally = ({ solve, weights, examples }: SolveOptions): TrainResult => {
  const startedMs = performance.now();
  const solved = solve(examples);
  const trainMs = performance.now() - startedMs;
  if (magnitude(solved).nonFinite > 0) {
    throw new TrainerError(
      'training-diverged',
      'The weights that fit these examples are not finite numbers. Look for infinite or very large numbers among them, or put the step "scale" before the model.',
    );
  }
  return {
    delta: modelDelta(solved, weights),
    numExamples: examples.numExamples,
    metrics: { lossBefore: 0, lossAfter: 0, accuracyBefore: null, accuracyAfter: null },
    steps: 0,
    trainMs,
  };
};
