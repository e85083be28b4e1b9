import type { Tensor } from '@tensorflow/tfjs-core';
import type { Tf } from '@tributary/model-zoo';

/** A value as one call sees it: reshaping gives the same value another shape. */
export interface Operand {
  readonly value: number;
  readonly shape: readonly number[];
  readonly dtype: Tensor['dtype'];
}

/** One call of a kernel, with values for tensors. */
export interface RecordedCall {
  readonly kernel: string;
  readonly attrs: Readonly<Record<string, unknown>>;
  readonly inputs: Readonly<Record<string, Operand>>;
  /** Whether tfjs hands the inputs over as a list and not by name (Concat, Pack, AddN). */
  readonly list: boolean;
  readonly outputs: readonly Operand[];
}

/** What a function of tensors did: which kernels it called on which values, in order. */
export interface Recording {
  readonly calls: readonly RecordedCall[];
  /** One for each argument. */
  readonly arguments: readonly Operand[];
  /** One for each result. */
  readonly results: readonly Operand[];
  /** Tensors that the function made or held itself, by value; whoever owns the recording frees them. */
  readonly constants: ReadonlyMap<number, Tensor>;
}

/** Kernels whose result is their input in another shape. Some backends copy, which a replay need not. */
const RENAMING = new Set(['Identity', 'Reshape', 'ExpandDims']);

type RunKernel = (kernel: string, inputs: object, attrs?: object) => Tensor | Tensor[];

/**
 * Runs a function once and writes down every kernel that it calls, gradients included. What does not
 * follow from the arguments is taken for constant, so the function must call the same kernels for the
 * same shapes, whatever the numbers. Tensors that it reaches by itself and whose numbers may change
 * belong among the arguments, too.
 *
 * @returns the recording, and the results as the function computed them: the caller disposes both
 */
export const record = (
  tf: Tf,
  run: (inputs: readonly Tensor[]) => Tensor[],
  inputs: readonly Tensor[],
): { readonly recording: Recording; readonly results: Tensor[] } => {
  const engine = tf.engine();
  const original = engine.runKernel as RunKernel;
  const values = new WeakMap<object, number>();
  /**
   * What a copy is a copy of. Kept apart from `values`, because tfjs clones a result for the backward
   * pass before anyone has seen that result.
   */
  const originals = new WeakMap<object, object>();
  const constants = new Map<number, Tensor>();
  const calls: RecordedCall[] = [];
  let count = 0;

  const originalOf = ({ dataId }: Tensor): object => originals.get(dataId) ?? dataId;
  const name = (tensor: Tensor): Operand => {
    const value = values.get(originalOf(tensor)) ?? count++;
    values.set(originalOf(tensor), value);
    return { value, shape: tensor.shape, dtype: tensor.dtype };
  };
  const known = (tensor: Tensor): boolean => values.has(originalOf(tensor));
  /** In its own shape, it shares the numbers and keeps them alive. A clone would copy them on wasm. */
  const holdConstant = (tensor: Tensor): void => {
    if (known(tensor)) return;
    const same = original.call(engine, 'Reshape', { x: tensor }, { shape: tensor.shape });
    constants.set(name(tensor).value, tf.keep(same as Tensor));
  };
  const isVariable = (tensor: Tensor): boolean =>
    known(tensor) && !constants.has(values.get(originalOf(tensor)) as number);

  const recordKernel: RunKernel = (kernel, given, attrs = {}) => {
    const entries = Object.entries(given as Record<string, Tensor | null>).filter(
      (entry): entry is [string, Tensor] => Boolean(entry[1]),
    );
    const result = original.call(engine, kernel, given, attrs);
    const outputs = Array.isArray(result) ? result : [result];
    const [first] = entries;
    if (RENAMING.has(kernel) && first) {
      const [copy] = outputs as [Tensor];
      if (copy.dataId !== first[1].dataId) originals.set(copy.dataId, originalOf(first[1]));
      return result;
    }
    if (entries.some(([, tensor]) => isVariable(tensor)) && !outputs.every(known)) {
      for (const [, tensor] of entries) holdConstant(tensor);
      calls.push({
        kernel,
        attrs: { ...attrs },
        inputs: Object.fromEntries(entries.map(([key, tensor]) => [key, name(tensor)])),
        list: Array.isArray(given),
        outputs: outputs.map(name),
      });
    }
    return result;
  };

  const named = inputs.map(name);
  engine.runKernel = recordKernel as typeof engine.runKernel;
  try {
    const results = tf.tidy(() => {
      const made = run(inputs);
      made.forEach(holdConstant);
      // A result that is an argument itself would be disposed with it.
      return made.map((tensor) => (inputs.includes(tensor) ? tf.clone(tensor) : tensor));
    });
    const recording = { calls, arguments: named, results: results.map(name), constants };
    return { recording, results };
  } catch (error) {
    for (const tensor of constants.values()) tensor.dispose();
    throw error;
  } finally {
    engine.runKernel = original as typeof engine.runKernel;
  }
};
