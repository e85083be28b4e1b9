/** The page on which a browser's backends are swept; `e2e/sweep.spec.ts` serves and asks it. */
import * as tf from '@tensorflow/tfjs-core';
import type { BackendName } from '../../backend-candidate.ts';
import { useBackend } from '../../backend-trial.ts';
import { browserBackends } from '../../browser/browser-backends.ts';
import { registerGradients } from '../../gradients/register-gradients.ts';
import { selfTest } from '../../self-test.ts';
import { computeReferences, runSweep, type SweepResult } from '../run-sweep.ts';

/** How a backend of this browser came out. */
export interface BrowserSweep {
  readonly backend: string;
  /** Why the trainer would not use the backend, if it would not. */
  readonly fault: string | undefined;
  readonly results: readonly SweepResult[];
  /** Tensors that the sweep left behind. */
  readonly leftTensors: number;
}

const start = async (name: BackendName): Promise<void> => {
  // WebAssembly is swept in Node, so that its binaries are not served here.
  const candidates = browserBackends({ plain: '', simd: '' });
  await candidates.find((candidate) => candidate.name === name)?.load(tf, true);
  await useBackend(tf, name);
};

/** Sweeps one backend against references computed by plain JavaScript in this page. */
const sweepBackend = async (name: BackendName): Promise<BrowserSweep> => {
  registerGradients(tf);
  await start('cpu');
  const references = await computeReferences(tf);
  await start(name);
  const before = tf.memory().numTensors;
  const results = await runSweep(tf, references);
  const leftTensors = tf.memory().numTensors - before;
  return { backend: tf.getBackend(), fault: await selfTest(tf), results, leftTensors };
};

Object.assign(globalThis, { sweepBackend });
