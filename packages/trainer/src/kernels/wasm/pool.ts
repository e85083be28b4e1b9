import { describePool } from './pool-geometry.ts';
import type { KernelAddresses, KernelCall, TensorSpec, WasmKernel } from './wasm-kernel.ts';

/** See `assembly/pooling.ts`; addresses are in bytes. */
export interface PoolExports {
  setPoolSizes(
    channels: number,
    depth: number,
    height: number,
    width: number,
    resultDepth: number,
    resultHeight: number,
    resultWidth: number,
  ): void;
  setPoolWindows(
    depth: number,
    height: number,
    width: number,
    stepZ: number,
    stepY: number,
    stepX: number,
    front: number,
    top: number,
    left: number,
  ): void;
  maxPool(x: number, y: number, batch: number): void;
  maxPoolGradient(dy: number, x: number, y: number, dx: number, batch: number): void;
  averagePool(x: number, y: number, batch: number): void;
  averagePoolGradient(dy: number, dx: number, batch: number): void;
}

const shapeOf = ({ inputs }: KernelCall, name: string): readonly number[] =>
  (inputs[name] as TensorSpec).shape;

/** Floats, channels last: the only order that tfjs pools in, but for the attribute of volumes. */
const isPlain = ({ inputs, attrs }: KernelCall): boolean =>
  (attrs.dataFormat ?? 'NDHWC') !== 'NCDHW' &&
  Object.values(inputs).every(({ dtype }) => dtype === 'float32');

type Job = (run: PoolExports, at: KernelAddresses, batch: number) => void;

/** A job with the windows of what goes by the name `picture` among a call's inputs. */
const bindJob =
  (picture: string, job: Job): WasmKernel['bind'] =>
  (call, at, { run }) => {
    const { batch, channels, input, output, window, strides, before } = describePool(
      shapeOf(call, picture),
      call.attrs,
    );
    return () => {
      run.setPoolSizes(channels, ...input, ...output);
      run.setPoolWindows(...window, ...strides, ...before);
      job(run, at, batch);
    };
  };

/** {x} → y */
const forward = (name: string, job: Job): WasmKernel => ({
  name,
  supports: isPlain,
  outputs: (call) => [
    { shape: describePool(shapeOf(call, 'x'), call.attrs).outShape, dtype: 'float32' },
  ],
  bind: bindJob('x', job),
});

/** {dy, input, …} → dx */
const gradient = (name: string, job: Job): WasmKernel => ({
  name,
  supports: isPlain,
  outputs: (call) => [{ shape: shapeOf(call, 'input'), dtype: 'float32' }],
  bind: bindJob('input', job),
});

const takeMaximum: Job = (run, { inputs: { x = 0 }, outputs: [y = 0] }, batch) =>
  run.maxPool(x, y, batch);

/**
 * A window's gradient goes to the first of its largest numbers, whatever their sign; tfjs's own
 * kernel starts its maximum at the smallest positive float, and loses the gradient of windows below.
 */
const takeMaximumBack: Job = (run, { inputs, outputs: [dx = 0] }, batch) => {
  const { dy = 0, input = 0, output = 0 } = inputs;
  run.maxPoolGradient(dy, input, output, dx, batch);
};

const takeMean: Job = (run, { inputs: { x = 0 }, outputs: [y = 0] }, batch) =>
  run.averagePool(x, y, batch);

const takeMeanBack: Job = (run, { inputs: { dy = 0 }, outputs: [dx = 0] }, batch) =>
  run.averagePoolGradient(dy, dx, batch);

/** Pooling of pictures and volumes. */
export const poolKernels: readonly WasmKernel[] = ['', '3D'].flatMap((kind) => [
  forward(`MaxPool${kind}`, takeMaximum),
  gradient(`MaxPool${kind}Grad`, takeMaximumBack),
  forward(`AvgPool${kind}`, takeMean),
  gradient(`AvgPool${kind}Grad`, takeMeanBack),
]);
