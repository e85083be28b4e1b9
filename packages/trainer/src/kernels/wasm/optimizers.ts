import { sizeOf } from './wasm-heap.ts';
import type { KernelCall, TensorSpec, WasmKernel } from './wasm-kernel.ts';

/** See `assembly/optimizers.ts`; addresses are in bytes, n is a number of weights. */
export interface OptimizerExports {
  sgdUpdate(next: number, w: number, g: number, n: number, rate: number): void;
  momentumUpdate(
    nextW: number,
    nextV: number,
    w: number,
    g: number,
    v: number,
    n: number,
    rate: number,
    mu: number,
    nesterov: number,
  ): void;
  adamUpdate(
    nextW: number,
    nextM: number,
    nextV: number,
    w: number,
    g: number,
    m: number,
    v: number,
    n: number,
    rate: number,
    beta1: number,
    beta2: number,
    epsilon: number,
    correction1: number,
    correction2: number,
  ): void;
}

const sizeOfWeight = ({ inputs }: KernelCall): number => sizeOf(inputs.weight?.shape ?? []);

const like =
  (...names: readonly string[]): WasmKernel['outputs'] =>
  ({ inputs }) =>
    names.map((name) => inputs[name] as TensorSpec);

/** {weight, gradient} attrs {learningRate} → [weight'] */
const sgd: WasmKernel = {
  name: 'FusedSgd',
  outputs: like('weight'),
  overwrites: [['weight']],
  bind: (call, { inputs, outputs }, { run }) => {
    const { weight = 0, gradient = 0 } = inputs;
    const [next = 0] = outputs;
    const { learningRate } = call.attrs as { learningRate: number };
    const n = sizeOfWeight(call);
    return () => run.sgdUpdate(next, weight, gradient, n, learningRate);
  },
};

/** {weight, gradient, velocity} attrs {learningRate, momentum, nesterov} → [weight', velocity'] */
const momentum: WasmKernel = {
  name: 'FusedMomentum',
  outputs: like('weight', 'velocity'),
  overwrites: [['weight'], ['velocity']],
  bind: (call, { inputs, outputs }, { run }) => {
    const { weight = 0, gradient = 0, velocity = 0 } = inputs;
    const [next = 0, nextVelocity = 0] = outputs;
    const attrs = call.attrs as { learningRate: number; momentum: number; nesterov: boolean };
    const nesterov = Number(attrs.nesterov);
    const n = sizeOfWeight(call);
    return () =>
      run.momentumUpdate(
        next,
        nextVelocity,
        weight,
        gradient,
        velocity,
        n,
        attrs.learningRate,
        attrs.momentum,
        nesterov,
      );
  },
};

/**
 * {weight, gradient, first, second, step} attrs {learningRate, beta1, beta2, epsilon} → [weight',
 * first', second']; `step` is a scalar that holds t ≥ 1.
 */
const adam: WasmKernel = {
  name: 'FusedAdam',
  outputs: like('weight', 'first', 'second'),
  overwrites: [['weight'], ['first'], ['second']],
  bind: (call, { inputs, outputs }, { run, floatAt }) => {
    const { weight = 0, gradient = 0, first = 0, second = 0, step = 0 } = inputs;
    const [next = 0, nextFirst = 0, nextSecond = 0] = outputs;
    const { learningRate, beta1, beta2, epsilon } = call.attrs as Record<
      'learningRate' | 'beta1' | 'beta2' | 'epsilon',
      number
    >;
    const n = sizeOfWeight(call);
    return () => {
      const t = floatAt(step);
      run.adamUpdate(
        next,
        nextFirst,
        nextSecond,
        weight,
        gradient,
        first,
        second,
        n,
        learningRate,
        beta1,
        beta2,
        epsilon,
        1 / (1 - beta1 ** t),
        1 / (1 - beta2 ** t),
      );
    };
  },
};

export const optimizerKernels: readonly WasmKernel[] = [sgd, momentum, adam];
