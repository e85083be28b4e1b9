import type { Examples, Tensor, Tf } from '@tributary/model-zoo';
import { gatherBatch, hostBatch, uploadBatch } from '../batch.ts';
import type { InstalledKernels } from '../kernels/wasm/register-wasm-kernels.ts';
import { addressOf, wasmBackend } from '../kernels/wasm/wasm-heap.ts';
import { createProgram, type Program } from './program.ts';
import { record } from './recording.ts';
import { mergeCalls, withoutDeadCalls } from './simplify.ts';
import { type Stepper, type StepperOptions, startState } from './stepper.ts';

/** How far a replayed step may be from the recorded one, relative to the largest change. */
const TOLERANCE = 1e-2;

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
 * A recording is compared with the step that it was made from before it is used. One that gives
 * another result (a model that is not the pure function that it should be) is an error.
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
    gatherBatch(examples, indices, hostBatch(examples, indices.length, { buffer, inputs, labels }));
  };

  const compile = (examples: Examples, indices: Int32Array): Program => {
    const batch = tf.tidy(() => uploadBatch(tf, examples, indices));
    const run = (given: readonly Tensor[]) => {
      const [inputs, labels] = given.slice(state.length) as [Tensor, Tensor];
      const { state: after, loss } = trainStep.step(given.slice(0, state.length), {
        inputs,
        labels,
      });
      return [...after, loss];
    };
    const before = state.map((tensor) =>
      numbersAt(addressOf(backend, tensor), tensor.size).slice(),
    );
    const { recording, results } = record(tf, run, [...state, batch.inputs, batch.labels]);
    try {
      const simple = mergeCalls(withoutDeadCalls(recording), (name) => kernels.byName.has(name));
      const program = createProgram(tf, simple, { state, kernels });
      write(program, examples, indices);
      program.run();
      const addresses = [...state.map((x) => addressOf(backend, x)), ...program.outputAddresses];
      results.forEach((expected, index) => {
        assertSameChange(before[index] ?? new Float32Array(expected.size), {
          expected: numbersAt(addressOf(backend, expected), expected.size),
          actual: numbersAt(addresses[index] as number, expected.size),
        });
      });
      onProgram?.(program);
      return program;
    } finally {
      tf.dispose([results, batch.inputs, batch.labels]);
    }
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
      programs.set(key, latest);
    },
    loss: async () =>
      latest ? (numbersAt(latest.outputAddresses[0] as number, 1)[0] as number) : Number.NaN,
    state: () => state,
    weights: () => trainStep.weightsOf(state),
    dispose: () => {
      for (const program of programs.values()) program.dispose();
      tf.dispose(state);
    },
  };
};

const assertSameChange = (
  before: Float32Array,
  { expected, actual }: { readonly expected: Float32Array; readonly actual: Float32Array },
): void => {
  let largest = 0;
  let furthest = 0;
  let rounding = 0;
  expected.forEach((value, index) => {
    largest = Math.max(largest, Math.abs(value - (before[index] as number)));
    furthest = Math.max(furthest, Math.abs(value - (actual[index] as number)));
    rounding = Math.max(rounding, Math.abs(value) * 2 ** -22);
  });
  // Numbers that are not finite are the caller's to find: both ways give them.
  if (furthest > TOLERANCE * largest + rounding && Number.isFinite(largest)) {
    throw new Error(
      `A replayed training step differs from the recorded one by ${(furthest / largest).toPrecision(2)} of the largest change. Is the model's forward pass a function of its weights and inputs alone?`,
    );
  }
};
