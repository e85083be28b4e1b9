import type { Tensor } from '@tensorflow/tfjs-core';
import type { Tf } from '@tributary/model-zoo';
import type { InstalledKernels } from '../kernels/wasm/register-wasm-kernels.ts';
import {
  addressOf,
  allocate,
  release,
  type WasmBackend,
  wasmBackend,
} from '../kernels/wasm/wasm-heap.ts';
import type { KernelCall } from '../kernels/wasm/wasm-kernel.ts';
import { align, bytesOf, planMemory } from './plan-memory.ts';
import type { Operand, RecordedCall, Recording } from './recording.ts';
import { bindStockCall, createViews } from './stock-call.ts';

/** One kernel with its addresses bound. */
export interface Instruction {
  readonly kernel: string;
  readonly run: () => void;
}

/** A recorded step on the wasm heap: nothing is allocated and nothing looked up when it runs. */
export interface Program {
  readonly instructions: readonly Instruction[];
  /** Where the arguments that are no tensors of the caller's are to be written, in bytes. */
  readonly inputAddresses: readonly number[];
  /** Where the results after the state lie when it has run, in bytes. */
  readonly outputAddresses: readonly number[];
  /** The memory for everything between arguments and results. */
  readonly workingBytes: number;
  run(): void;
  dispose(): void;
}

interface ProgramOptions {
  /** The tensors of the first arguments; the first results are written over them. */
  readonly state: readonly Tensor[];
  /**
   * The tensors of the arguments after these, which are only read. The arguments that are left lie in
   * the program's own memory.
   */
  readonly given: readonly Tensor[];
  readonly kernels: InstalledKernels;
}

/** A result that no call could write straight to its place. */
interface Move {
  readonly from: Operand;
  readonly to: number;
}

/**
 * The results of a step that replace its state, and those of them that can be written in place: the
 * old numbers are not read after the call, or the call itself takes care of them.
 */
const placesOfState = (
  { calls, arguments: given, results }: Recording,
  state: readonly number[],
  overwrites: (call: RecordedCall, output: number) => readonly string[],
): { readonly places: Map<number, number>; readonly moves: Move[] } => {
  const places = new Map<number, number>();
  const moves: Move[] = [];
  state.forEach((address, index) => {
    const [old, result] = [given[index], results[index]] as [Operand, Operand];
    if (old.value === result.value) return;
    const maker = calls.findIndex((call) =>
      call.outputs.some(({ value }) => value === result.value),
    );
    const lastRead = calls.findLastIndex((call) =>
      Object.values(call.inputs).some(({ value }) => value === old.value),
    );
    const output = calls[maker]?.outputs.findIndex(({ value }) => value === result.value) ?? -1;
    const readers = Object.entries(calls[lastRead]?.inputs ?? {}).filter(
      ([, { value }]) => value === old.value,
    );
    const allowed = maker < 0 ? [] : overwrites(calls[maker] as RecordedCall, output);
    const inPlace =
      maker >= 0 &&
      !places.has(result.value) &&
      (lastRead < maker ||
        (lastRead === maker && readers.every(([name]) => allowed.includes(name))));
    if (inPlace) places.set(result.value, address);
    else moves.push({ from: result, to: address });
  });
  return { places, moves };
};

/**
 * Binds a recording to memory: one block for all that is made on the way, the state where it is.
 */
export const createProgram = (
  tf: Tf,
  recording: Recording,
  { state, given, kernels }: ProgramOptions,
): Program => {
  const backend = wasmBackend(tf);
  const callOf = ({ inputs, attrs }: RecordedCall): KernelCall => ({ inputs, attrs });
  const ownKernel = (call: RecordedCall) => {
    const kernel = kernels.byName.get(call.kernel);
    return kernel && (kernel.supports?.(callOf(call)) ?? true) ? kernel : undefined;
  };
  const overwrites = (call: RecordedCall, output: number) =>
    ownKernel(call)?.overwrites?.[output] ?? [];

  const theirs = [...state, ...given].map((tensor) => addressOf(backend, tensor));
  const inputs = recording.arguments.slice(theirs.length);
  const { places, moves } = placesOfState(recording, theirs.slice(0, state.length), overwrites);
  theirs.forEach((address, index) => {
    places.set((recording.arguments[index] as Operand).value, address);
  });
  for (const [value, tensor] of recording.constants) places.set(value, addressOf(backend, tensor));

  const plan = planMemory(recording, {
    placed: new Set([...places.keys(), ...inputs.map(({ value }) => value)]),
    overwrites,
  });
  const inputBytes = inputs.reduce((sum, input) => sum + align(bytesOf(input)), 0);
  const block = allocate(backend, inputBytes + plan.bytes);
  let next = block;
  for (const input of inputs) {
    places.set(input.value, next);
    next += align(bytesOf(input));
  }
  for (const [value, offset] of plan.offsets) places.set(value, block + inputBytes + offset);
  const at = ({ value }: Operand): number => places.get(value) as number;

  const views = createViews(backend, at);
  const bind = (call: RecordedCall): Instruction => {
    const kernel = ownKernel(call);
    const addresses = {
      inputs: Object.fromEntries(Object.entries(call.inputs).map(([name, x]) => [name, at(x)])),
      outputs: call.outputs.map(at),
    };
    const run = kernel
      ? kernel.bind(callOf(call), addresses, kernels.module)
      : bindStockCall(tf, call, views);
    return { kernel: call.kernel, run };
  };
  const instructions = [
    ...recording.calls.map(bind),
    ...moves.map((move): Instruction => bindMove(backend, at(move.from), move)),
  ];
  return {
    instructions,
    inputAddresses: inputs.map(at),
    outputAddresses: recording.results.slice(state.length).map(at),
    workingBytes: inputBytes + plan.bytes,
    run: () => {
      for (const { run } of instructions) run();
    },
    dispose: () => {
      views.dispose();
      release(backend, block);
      for (const tensor of recording.constants.values()) tensor.dispose();
    },
  };
};

const bindMove = (
  backend: WasmBackend,
  from: number,
  { from: operand, to }: Move,
): Instruction => ({
  kernel: 'Copy',
  run: () => backend.wasm.HEAPU8.copyWithin(to, from, from + bytesOf(operand)),
});
