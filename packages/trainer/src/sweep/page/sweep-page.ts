/** The page on which a browser's backends are swept; `e2e/sweep.spec.ts` serves and asks it. */
import * as tf from '@tensorflow/tfjs-core';
import { models } from '@tributary/model-zoo';
import type { BackendName } from '../../backend-candidate.ts';
import { useBackend } from '../../backend-trial.ts';
import { browserBackends } from '../../browser/browser-backends.ts';
import { createTrainer } from '../../direct-trainer.ts';
import { registerGradients } from '../../gradients/register-gradients.ts';
import { selfTest } from '../../self-test.ts';
import { toyExamples } from '../../testing/toy-examples.ts';
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

/** What became of a round whose graphics processor was taken away in the middle of it. */
export interface LossReport {
  readonly before: string;
  readonly after: string;
  readonly steps: number;
  readonly lossBefore: number;
  readonly lossAfter: number;
}

/** Trains three epochs and destroys the WebGPU device, or the WebGL context, in the second. */
const loseDevice = async (name: BackendName): Promise<LossReport> => {
  const candidates = browserBackends({ plain: '', simd: '' });
  const trainer = createTrainer(tf, candidates);
  const input = { featureShape: [4, 4, 1], numClasses: 4 };
  await trainer.prepare({ model: 'logistic-regression', input, backend: name });
  const before = tf.getBackend();
  await trainer.load(toyExamples(120));
  const weights = models.get('logistic-regression').build(input).init(1);
  const work = { epochs: 3, batchSize: 10, learningRate: 0.5 };
  let destroyed = false;
  const { steps, metrics } = await trainer.train(
    { weights, work, seed: 1 },
    {
      onProgress: ({ epoch }) => {
        if (destroyed || epoch < 2) return;
        destroyed = true;
        const backend = tf.backend() as {
          device?: { destroy(): void };
          gpgpu?: { gl: WebGL2RenderingContext };
        };
        backend.device?.destroy();
        backend.gpgpu?.gl.getExtension('WEBGL_lose_context')?.loseContext();
      },
    },
  );
  return { before, after: tf.getBackend(), steps, ...metrics };
};

Object.assign(globalThis, { sweepBackend, loseDevice });
