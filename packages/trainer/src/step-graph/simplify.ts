import type { Operand, RecordedCall, Recording } from './recording.ts';

/** The calls that the results depend on. */
export const withoutDeadCalls = (recording: Recording): Recording => {
  const needed = new Set(recording.results.map(({ value }) => value));
  const calls = recording.calls.toReversed().filter((call) => {
    if (!call.outputs.some(({ value }) => needed.has(value))) return false;
    for (const { value } of Object.values(call.inputs)) needed.add(value);
    return true;
  });
  return { ...recording, calls: calls.toReversed() };
};

/** Who makes a value and who reads it, for rewriting a recording. */
interface Uses {
  maker(operand: Operand): RecordedCall | undefined;
  /** Whether exactly one call reads the value, and it is no result. */
  isReadOnce(operand: Operand): boolean;
}

const usesOf = (recording: Recording): Uses => {
  const makers = new Map<number, RecordedCall>();
  const reads = new Map<number, number>();
  const read = ({ value }: Operand) => reads.set(value, (reads.get(value) ?? 0) + 1);
  for (const call of recording.calls) {
    for (const { value } of call.outputs) makers.set(value, call);
    Object.values(call.inputs).forEach(read);
  }
  recording.results.forEach(read);
  return {
    maker: ({ value }) => makers.get(value),
    isReadOnce: ({ value }) => reads.get(value) === 1,
  };
};

/** Two calls that one can do: the earlier's result is read by the later alone. */
interface Rule {
  readonly later: string;
  /** Which of the later call's inputs the earlier one makes. */
  readonly through: readonly string[];
  readonly earlier: string;
  /** The one call for both, in the later's place; undefined where it does not fit. */
  merge(earlier: RecordedCall, later: RecordedCall, through: string): RecordedCall | undefined;
}

const only = (call: RecordedCall): Operand => call.outputs[0] as Operand;
const sameShape = (a: Operand, b: Operand): boolean => String(a.shape) === String(b.shape);

/** x·W + b: the sum of a product and a vector along its last axis. */
const addBias = (earlier: string, fused: string): Rule => ({
  later: 'Add',
  through: ['a', 'b'],
  earlier,
  merge: (product, sum, through) => {
    const bias = sum.inputs[through === 'a' ? 'b' : 'a'] as Operand;
    const columns = only(product).shape.at(-1);
    if (bias.shape.length !== 1 || bias.shape[0] !== columns) return undefined;
    if (!sameShape(sum.inputs[through] as Operand, only(product))) return undefined;
    return {
      ...product,
      kernel: fused,
      attrs: { ...product.attrs, activation: 'linear' },
      inputs: { ...product.inputs, bias },
      outputs: sum.outputs,
    };
  },
});

const cutAtZero = (fused: string): Rule => ({
  later: 'Relu',
  through: ['x'],
  earlier: fused,
  merge: (sum, relu) =>
    sum.attrs.activation === 'linear'
      ? { ...sum, attrs: { ...sum.attrs, activation: 'relu' }, outputs: relu.outputs }
      : undefined,
});

/** The derivative of ReLU: dy·step(y). */
const reluGradient: Rule = {
  later: 'Multiply',
  through: ['a', 'b'],
  earlier: 'Step',
  merge: (step, product, through) => {
    const dy = product.inputs[through === 'a' ? 'b' : 'a'] as Operand;
    const y = step.inputs.x as Operand;
    if (step.attrs.alpha || !sameShape(dy, y)) return undefined;
    return { ...product, kernel: 'ReluGrad', attrs: {}, inputs: { dy, y } };
  },
};

/** W ← W − η·op(A)·op(B), added up in the weights themselves. */
const productUpdate: Rule = {
  later: 'FusedSgd',
  through: ['gradient'],
  earlier: 'BatchMatMul',
  merge: (product, update) => {
    const weight = update.inputs.weight as Operand;
    if (
      weight.shape.length !== 2 ||
      only(product).shape.some((n, i, { length }) => i < length - 2 && n !== 1)
    ) {
      return undefined;
    }
    return {
      ...update,
      kernel: 'MatMulSgd',
      attrs: { ...product.attrs, ...update.attrs },
      inputs: { weight, ...product.inputs },
    };
  },
};

const RULES: readonly Rule[] = [
  addBias('BatchMatMul', '_FusedMatMul'),
  addBias('Conv2D', 'FusedConv2D'),
  cutAtZero('_FusedMatMul'),
  cutAtZero('FusedConv2D'),
  reluGradient,
  productUpdate,
];

/**
 * Merges neighbouring calls that one kernel can do in one pass over memory. The merged call stands
 * where the later one stood, so its operands live a little longer.
 * @param has whether there is a kernel of that name
 */
export const mergeCalls = (recording: Recording, has: (kernel: string) => boolean): Recording => {
  const uses = usesOf(recording);
  /** What a call has become, if it was merged already: rules chain (product, bias, ReLU). */
  const become = new Map<RecordedCall, RecordedCall>();
  const gone = new Set<RecordedCall>();
  for (const call of recording.calls) {
    for (const rule of RULES) {
      const current = become.get(call) ?? call;
      if (current.kernel !== rule.later) continue;
      for (const through of rule.through) {
        const operand = current.inputs[through];
        const source = operand && uses.maker(operand);
        if (!source || gone.has(source) || !uses.isReadOnce(operand)) continue;
        const earlier = become.get(source) ?? source;
        if (earlier.kernel !== rule.earlier) continue;
        const merged = rule.merge(earlier, current, through);
        if (!merged || !has(merged.kernel)) continue;
        become.set(call, merged);
        gone.add(source);
        break;
      }
    }
  }
  const calls = recording.calls
    .filter((call) => !gone.has(call))
    .map((call) => become.get(call) ?? call);
  return { ...recording, calls };
};
