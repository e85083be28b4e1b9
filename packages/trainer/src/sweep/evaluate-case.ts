import { deriveSeed } from '@tributary/fedavg';
import type { Tensor, Tf } from '@tributary/model-zoo';
import { drawNumbers, real, type SweepCase } from './sweep-case.ts';

/** What a case computes, as plain data. */
export interface CaseValues {
  readonly name: string;
  readonly shape: readonly number[];
  readonly forward: readonly number[];
  /** The gradient of Σ f·w in each real input, with the fixed numbers w of `lossWeights`. */
  readonly gradients: readonly (readonly number[])[];
}

/** The numbers of a case's inputs, one array each. */
export const inputNumbers = ({ name, inputs }: SweepCase): (Float32Array | Int32Array)[] =>
  inputs.map((input, index) => drawNumbers(input, deriveSeed(1, name, index)));

/** What each number of the result counts in the sum whose gradient is taken. */
export const lossWeights = ({ name }: SweepCase, shape: readonly number[]) =>
  drawNumbers(real(shape), deriveSeed(1, name, 'loss'));

/** The inputs as tensors, of those numbers. */
export const toInputs = (
  tf: Tf,
  { inputs }: SweepCase,
  numbers: readonly (Float32Array | Int32Array)[],
): Tensor[] =>
  inputs.map(({ shape, dtype }, index) => {
    const values = numbers[index] ?? [];
    return tf.tensor(dtype === 'bool' ? Uint8Array.from(values) : values, [...shape], dtype);
  });

/** Computes a case and its gradients on the current backend; leaves no tensor behind. */
export const evaluateCase = async (tf: Tf, sweepCase: SweepCase): Promise<CaseValues> => {
  const results = tf.tidy(() => {
    const inputs = toInputs(tf, sweepCase, inputNumbers(sweepCase));
    const output = sweepCase.compute(tf, ...inputs);
    const isReal = (tensor: Tensor) => tensor.dtype === 'float32';
    if (!isReal(output) || !inputs.some(isReal)) return [output];
    const weights = tf.tensor(lossWeights(sweepCase, output.shape), output.shape);
    const loss = (...varied: Tensor[]): Tensor => {
      const rest = [...varied];
      const all = inputs.map((input) => (isReal(input) ? (rest.shift() as Tensor) : input));
      return tf.sum(tf.mul(sweepCase.compute(tf, ...all), weights));
    };
    return [output, ...tf.grads(loss)(inputs.filter(isReal))];
  });
  try {
    const [forward = [], ...gradients] = await Promise.all(
      results.map(async (result) => Array.from(await result.data())),
    );
    return { name: sweepCase.name, shape: results[0]?.shape ?? [], forward, gradients };
  } finally {
    tf.dispose(results);
  }
};
