import type { Examples, Tensor, Tf } from '@tributary/model-zoo';
import { gatherBatch, hostBatch, uploadBatch } from '../batch.ts';
import { readHeap, writeHeap } from '../kernels/wasm/heap-numbers.ts';
import type { InstalledKernels } from '../kernels/wasm/register-wasm-kernels.ts';
import { addressOf, wasmBackend } from '../kernels/wasm/wasm-heap.ts';
import { createProgram, type Program } from './program.ts';
import { record } from './recording.ts';
import { mergeCalls, withoutDeadCalls } from './simplify.ts';
import { type Stepper, type StepperOptions, startState } from './stepper.ts';

/** How far a replayed step may be from the recorded one, relative to the largest change. */
const TOLERANCE = 1e-2;

/** Batches of so many sizes keep their recordings, each with memory of its own. */
const MAX_PROGRAMS = 8;

/** Four times the rounding of a float. */
const ROUNDING = 2 ** -22;

/** A replayed step came out differently from the step that was recorded. */
export class RecordingMismatch extends Error {
  constructor(difference: number) {
    super(
      `A replayed training step differs from the recorded one by ${difference.toPrecision(2)} of the largest change.`,
    );
    this.name = 'RecordingMismatch';
  }
}

export interface RecordedStepperOptions extends Omit<StepperOptions, 'record'> {
  readonly kernels: InstalledKernels;
  /** Told of each recording, e.g. to time its instructions. */
  readonly onProgram?: (program: Program) => void;
}

/**
 * Steps on the wasm backend: the first step with a batch of some shape goes through tfjs and is
 * recorded, later ones replay its kernels in memory that was laid out once. tfjs's tape, its scopes
 * and its allocations cost a small model several times its arithmetic.
 *
 * A recording is compared with the step that it was made from before it is used.
 * `step` throws a `RecordingMismatch`, and leaves everything as it was, when they differ.
 */
export const createRecordedStepper = (tf: Tf, options: RecordedStepperOptions): Stepper => {
  const { trainStep, kernels, onProgram } = options;
  const backend = wasmBackend(tf);
  const state = startState(tf, options);
  const programs = new Map<string, Program>();
  let latest: Program | undefined;

  const numbersAt = (address: number, length: number) =>
    new Float32Array(backend.wasm.asm.memory.buffer, address, length);

  const write = (program: Program, examples: Examples, indices: Int32Array): void => {
    const { buffer } = backend.wasm.asm.memory;
    const [inputs, labels] = program.inputAddresses as [number, number];
    const { spreadBytes } = kernels.module.run;
    const place = { buffer, inputs, labels, spreadBytes };
    gatherBatch(examples, indices, hostBatch(examples, indices.length, place));
  };

  const step = (given: readonly Tensor[]): Tensor[] => {
    const [inputs, labels] = given.slice(-2) as [Tensor, Tensor];
    const { state: after, loss } = trainStep.step(given.slice(0, state.length), { inputs, labels });
    return [...after, loss];
  };

  /** Takes the step by the program and compares what it changes with what tfjs has changed. */
  const check = (program: Program, expected: readonly Tensor[], take: () => void): void => {
    const addresses = [...state.map((x) => addressOf(backend, x)), ...program.outputAddresses];
    const now = () =>
      expected.map(({ size }, index) => numbersAt(addresses[index] as number, size));
    const before = now().map((numbers, index) =>
      index < state.length ? numbers.slice() : new Float32Array(numbers.length),
    );
    take();
    const furthest = expected.map((tensor, index) =>
      relativeDifference(before[index] as Float32Array, {
        expected: numbersAt(addressOf(backend, tensor), tensor.size),
        actual: now()[index] as Float32Array,
      }),
    );
    if (furthest.every((difference) => difference <= TOLERANCE)) return;
    now()
      .slice(0, state.length)
      .forEach((numbers, index) => {
        numbers.set(before[index] as Float32Array);
      });
    throw new RecordingMismatch(Math.max(...furthest));
  };

  const compile = (examples: Examples, indices: Int32Array): Program => {
    const batch = tf.tidy(() => uploadBatch(tf, examples, indices));
    const { given } = trainStep;
    const read = [...state, ...given, batch.inputs, batch.labels];
    const { recording, results } = record(tf, step, read);
    const simple = mergeCalls(withoutDeadCalls(recording), (name) => kernels.byName.has(name));
    const program = createProgram(tf, simple, { state, given, kernels });
    try {
      check(program, results, () => {
        write(program, examples, indices);
        program.run();
      });
      onProgram?.(program);
      return program;
    } catch (error) {
      program.dispose();
      throw error;
    } finally {
      tf.dispose([results, batch.inputs, batch.labels]);
    }
  };

  const starts = trainStep.trainable(options.weights);
  const slots = state.slice(starts.length);
  const slotsAtStart = readHeap(tf, slots);
  const restart = (): void => {
    starts.forEach((tensor, index) => {
      const from = addressOf(backend, tensor);
      const to = addressOf(backend, state[index] as Tensor);
      backend.wasm.HEAPU8.copyWithin(to, from, from + 4 * tensor.size);
    });
    writeHeap(tf, slots, slotsAtStart);
  };

  return {
    mode: 'recorded',
    step: (examples, indices) => {
      const key = `${indices.length} ${examples.featureShape}`;
      const program = programs.get(key);
      if (program) {
        write(program, examples, indices);
        program.run();
      }
      latest = program ?? compile(examples, indices);
      programs.delete(key);
      programs.set(key, latest);
      const [oldest] = programs.entries();
      if (programs.size > MAX_PROGRAMS && oldest) {
        oldest[1].dispose();
        programs.delete(oldest[0]);
      }
    },
    loss: async () =>
      latest ? (numbersAt(latest.outputAddresses[0] as number, 1)[0] as number) : Number.NaN,
    state: () => state,
    weights: () => trainStep.weightsOf(state),
    // What was restored is no beginning.
    restart: options.state ? undefined : restart,
    dispose: () => {
      for (const program of programs.values()) program.dispose();
      tf.dispose(state);
    },
  };
};

/**
 * The largest difference between two changes, relative to the larger; what rounding the result to a
 * float makes of it does not count. Numbers that are not finite are the caller's to find, as long as
 * both have them.
 */
const relativeDifference = (
  before: Float32Array,
  { expected, actual }: { readonly expected: Float32Array; readonly actual: Float32Array },
): number => {
  let largest = 0;
  let furthest = 0;
  for (const [index, value] of expected.entries()) {
    const found = actual[index] as number;
    if (!Number.isFinite(value) && !Number.isFinite(found)) continue;
    const difference = Math.abs(value - found);
    if (!Number.isFinite(difference)) return Number.POSITIVE_INFINITY;
    largest = Math.max(largest, Math.abs(value - (before[index] as number)));
    furthest = Math.max(furthest, difference - Math.abs(value) * ROUNDING);
  }
  return furthest <= 0 ? 0 : furthest / largest;
};
