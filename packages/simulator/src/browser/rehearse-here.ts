import * as tf from '@tensorflow/tfjs-core';
import { createTrainer } from '@tributary/trainer';
import { browserBackends, type WasmPaths } from '@tributary/trainer/browser-backends';
import {
  type Rehearsal,
  type RehearsalOptions,
  type Rehearsed,
  rehearse,
} from '../training/rehearse.ts';

/** What is rehearsed, with where the app serves the wasm backend's binaries. */
export interface RehearsalHere extends Rehearsed {
  readonly wasmPaths: WasmPaths;
}

/** As `rehearse`, with the fastest backend of this browser: for a Web Worker, since a step blocks its thread. */
export const rehearseHere = async (
  { wasmPaths, ...run }: RehearsalHere,
  options: Omit<RehearsalOptions, 'trainer'>,
): Promise<Rehearsal> => {
  const trainer = createTrainer(tf, browserBackends(wasmPaths));
  try {
    return await rehearse(run, { ...options, trainer });
  } finally {
    await trainer.close();
  }
};
