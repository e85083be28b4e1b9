import type { Tensor } from '@tensorflow/tfjs-core';
import type { Tf } from '@tributary/model-zoo';
import type { KernelCall, TensorSpec, WasmKernel } from './wasm-kernel.ts';

/** See `assembly/lstm.ts`; addresses and sizes are in bytes. */
export interface LstmExports {
  lstmScratchBytes(batch: number, steps: number, units: number): number;
  lstm(
    x: number,
    kernel: number,
    recurrent: number,
    bias: number,
    hidden: number,
    gates: number,
    cells: number,
    batch: number,
    steps: number,
    inputs: number,
    units: number,
  ): void;
  lstmGradient(
    dy: number,
    x: number,
    kernel: number,
    recurrent: number,
    hidden: number,
    gates: number,
    cells: number,
    dx: number,
    dKernel: number,
    dRecurrent: number,
    dBias: number,
    batch: number,
    steps: number,
    inputs: number,
    units: number,
  ): void;
}

/** [batch, steps, inputs, units] of a layer. */
const sizesOf = ({ inputs }: KernelCall): [number, number, number, number] => {
  const [x, recurrent] = [inputs.x as TensorSpec, inputs.recurrent as TensorSpec];
  const [batch, steps, width] = x.shape as [number, number, number];
  return [batch, steps, width, recurrent.shape[0] as number];
};

const floats = (...shape: number[]): TensorSpec => ({ shape, dtype: 'float32' });

/**
 * A layer of long short-term memory over whole sequences: {x, kernel, recurrent, bias} → the hidden
 * states [batch, steps, units], and what the gradient needs: activated gates, cells.
 */
const lstm: WasmKernel = {
  name: 'Lstm',
  outputs: (call) => {
    const [batch, steps, , units] = sizesOf(call);
    return [
      floats(batch, steps, units),
      floats(batch, steps, 4 * units),
      floats(batch, steps, units),
    ];
  },
  bind: (call, { inputs, outputs }, { run, reserve }) => {
    const [batch, steps, width, units] = sizesOf(call);
    const { x = 0, kernel = 0, recurrent = 0, bias = 0 } = inputs;
    const [hidden = 0, gates = 0, cells = 0] = outputs;
    reserve(run.lstmScratchBytes(batch, steps, units));
    return () => {
      run.lstm(x, kernel, recurrent, bias, hidden, gates, cells, batch, steps, width, units); // prettier-ignore
    };
  },
};

/** Its gradient: {dy, x, kernel, recurrent, hidden, gates, cells} → [dx, dKernel, dRecurrent, dBias]. */
const lstmGradient: WasmKernel = {
  name: 'LstmGrad',
  outputs: (call) => {
    const [batch, steps, width, units] = sizesOf(call);
    return [
      floats(batch, steps, width),
      floats(width, 4 * units),
      floats(units, 4 * units),
      floats(4 * units),
    ];
  },
  bind: (call, { inputs, outputs }, { run, reserve }) => {
    const [batch, steps, width, units] = sizesOf(call);
    const { dy = 0, x = 0, kernel = 0, recurrent = 0, hidden = 0, gates = 0, cells = 0 } = inputs;
    const [dx = 0, dKernel = 0, dRecurrent = 0, dBias = 0] = outputs;
    reserve(run.lstmScratchBytes(batch, steps, units));
    return () => {
      run.lstmGradient(
        dy,
        x,
        kernel,
        recurrent,
        hidden,
        gates,
        cells,
        dx,
        dKernel,
        dRecurrent,
        dBias,
        batch,
        steps,
        width,
        units,
      ); // prettier-ignore
    };
  },
};

export const lstmKernels: readonly WasmKernel[] = [lstm, lstmGradient];

/** Teaches tfjs the derivative of `Lstm`; only the hidden states are differentiated. */
export const registerLstmGradient = (tf: Tf): void => {
  if (tf.getGradient('Lstm')) return;
  tf.registerGradient({
    kernelName: 'Lstm',
    inputsToSave: ['x', 'kernel', 'recurrent'],
    outputsToSave: [true, true, true],
    gradFunc: (dys, saved) => {
      const [x, kernel, recurrent, hidden, gates, cells] = saved as Tensor[];
      const dy = (dys as Tensor[])[0];
      const run = () =>
        tf.engine().runKernel('LstmGrad', {
          dy,
          x,
          kernel,
          recurrent,
          hidden,
          gates,
          cells,
        } as Record<string, Tensor>) as Tensor[]; // prettier-ignore
      // Here and not in the thunks: tfjs frees what a thunk makes beside its result.
      const made = run();
      const part = (index: number) => () => made[index] as Tensor;
      return { x: part(0), kernel: part(1), recurrent: part(2), bias: part(3) };
    },
  });
};
