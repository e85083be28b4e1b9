import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-webgpu';
import { fitMlpStepsPerS } from '../trainer/stock-models.ts';

/** Called by the benchmark from outside: the 2NN by stock `model.fit`. */
Object.assign(window, {
  measure: async ({ backend, seconds }: { backend: string; seconds: number }) => {
    await tf.setBackend(backend);
    await tf.ready();
    return { backend: tf.getBackend(), stepsPerS: await fitMlpStepsPerS(tf, seconds) };
  },
});
