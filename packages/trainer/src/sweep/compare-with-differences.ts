import type { Tf } from '@tributary/model-zoo';
import { type CaseValues, inputNumbers, lossWeights, toInputs } from './evaluate-case.ts';
import type { SweepCase } from './sweep-case.ts';

/** A power of two, so that little is lost when it is added; the grids of the inputs are coarser. */
const STEP = 2 ** -6;
/** As many numbers of an input are varied; all of them, where there are fewer. */
const MOST_VARIED = 48;

type Numbers = Float32Array | Int32Array;

/** Σ f·w in float64, of the current backend's float32 results. */
const lossOf = (tf: Tf, sweepCase: SweepCase, numbers: readonly Numbers[]): number => {
  const { values, shape } = tf.tidy(() => {
    const output = sweepCase.compute(tf, ...toInputs(tf, sweepCase, numbers));
    return { values: output.dataSync(), shape: output.shape };
  });
  const weights = Array.from(lossWeights(sweepCase, shape));
  return weights.reduce((sum, weight, index) => sum + weight * (values[index] as number), 0);
};

/** (L(x + h) − L(x − h)) / 2h for one number of one input. */
const slopeAt = (
  tf: Tf,
  sweepCase: SweepCase,
  numbers: readonly Numbers[],
  [input, index]: readonly [number, number],
): number => {
  const moved = (by: number) => {
    const nudged = (numbers[input] as Numbers).slice();
    nudged[index] = (nudged[index] as number) + by;
    return { at: nudged[index] as number, all: numbers.with(input, nudged) };
  };
  const [above, below] = [moved(STEP), moved(-STEP)];
  const rise = lossOf(tf, sweepCase, above.all) - lossOf(tf, sweepCase, below.all);
  return rise / (above.at - below.at);
};

/**
 * How far a case's gradients are from central differences of its own forward pass.
 * @returns the largest difference for each real input, relative to its largest slope (or to 0.1, where
 * all slopes are smaller)
 */
export const compareWithDifferences = (
  tf: Tf,
  sweepCase: SweepCase,
  { gradients }: CaseValues,
): number[] => {
  const numbers = inputNumbers(sweepCase);
  const realInputs = sweepCase.inputs.flatMap(({ dtype }, index) =>
    dtype === 'float32' ? [index] : [],
  );
  return gradients.map((gradient, position) => {
    const input = realInputs[position] as number;
    const stride = Math.max(1, Math.floor(gradient.length / MOST_VARIED));
    const varied = gradient.flatMap((slope, index) =>
      index % stride === 0 ? [{ slope, index }] : [],
    );
    const slopes = varied.map(({ index }) => slopeAt(tf, sweepCase, numbers, [input, index]));
    const largest = slopes.reduce((most, slope) => Math.max(most, Math.abs(slope)), 0.1);
    const furthest = varied.reduce(
      (most, { slope }, index) => Math.max(most, Math.abs(slope - (slopes[index] as number))),
      0,
    );
    return furthest / largest;
  });
};
