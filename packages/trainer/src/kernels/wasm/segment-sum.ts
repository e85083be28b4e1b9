import { sizeOf } from './wasm-heap.ts';
import type { KernelCall, TensorSpec, WasmKernel } from './wasm-kernel.ts';

/** See `assembly/segment.ts`; addresses are in bytes. */
export interface SegmentExports {
  segmentSum(x: number, ids: number, to: number, rows: number, segments: number, n: number): void;
}

const restOf = ({ inputs }: KernelCall): readonly number[] => {
  const [x, ids] = [inputs.x as TensorSpec, inputs.segmentIds as TensorSpec];
  return x.shape.slice(ids.shape.length);
};

/** {x [...ids' shape, ...rest], segmentIds int32} attrs numSegments → [numSegments, ...rest] */
const unsortedSegmentSum: WasmKernel = {
  name: 'UnsortedSegmentSum',
  supports: ({ inputs }) => inputs.x?.dtype === 'float32' && inputs.segmentIds?.dtype === 'int32',
  outputs: (call) => [
    { shape: [call.attrs.numSegments as number, ...restOf(call)], dtype: 'float32' },
  ],
  bind: (call, { inputs, outputs }, { run }) => {
    const rows = sizeOf((call.inputs.segmentIds as TensorSpec).shape);
    const segments = call.attrs.numSegments as number;
    const n = sizeOf(restOf(call));
    const { x = 0, segmentIds = 0 } = inputs;
    const [to = 0] = outputs;
    return () => run.segmentSum(x, segmentIds, to, rows, segments, n);
  },
};

export const segmentKernels: readonly WasmKernel[] = [unsortedSegmentSum];
