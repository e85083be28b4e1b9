import type { TensorSpec, WasmKernel } from './wasm-kernel.ts';

/** See `assembly/softmax.ts`; addresses are in bytes. */
export interface SoftmaxCrossEntropyExports {
  softmaxCrossEntropy(
    logits: number,
    labels: number,
    loss: number,
    gradient: number,
    rows: number,
    classes: number,
  ): void;
}

/** {logits [rows, classes], labels int32 [rows]} → [Σ −log softmax at the label, softmax − onehot] */
const softmaxCrossEntropy: WasmKernel = {
  name: 'SoftmaxCrossEntropy',
  outputs: ({ inputs }) => [{ shape: [], dtype: 'float32' }, inputs.logits as TensorSpec],
  overwrites: [[], ['logits']],
  bind: ({ inputs: given }, { inputs, outputs }, { run }) => {
    const [rows, classes] = (given.logits as TensorSpec).shape as [number, number];
    const { logits = 0, labels = 0 } = inputs;
    const [loss = 0, gradient = 0] = outputs;
    return () => run.softmaxCrossEntropy(logits, labels, loss, gradient, rows, classes);
  },
};

export const softmaxCrossEntropyKernels: readonly WasmKernel[] = [softmaxCrossEntropy];
