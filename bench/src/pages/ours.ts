import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import { createBrowserTrainer } from '@tributary/trainer/browser';
import { type MeasureRequest, measureTraining } from '../trainer/measure-training.ts';

const absolute = (url: string) => new URL(url, location.href).href;

/** Called by the benchmark from outside. */
Object.assign(window, {
  measure: async (request: MeasureRequest) => {
    const trainer = createBrowserTrainer({
      wasmPaths: { plain: absolute(plain), simd: absolute(simd) },
    });
    try {
      return await measureTraining(trainer, request);
    } finally {
      await trainer.close();
    }
  },
});
