import { connectTrainer } from '../connect-trainer.ts';
import type { Trainer } from '../trainer.ts';
import type { WorkerMessage, WorkerPort } from '../trainer-port.ts';
import type { WasmPaths } from './browser-backends.ts';
import type { WorkerSettings } from './worker.ts';

const toPort = (worker: Worker): WorkerPort => ({
  send: (message, transfer = []) => worker.postMessage(message, [...transfer]),
  onMessage: (receive) => {
    worker.addEventListener('message', ({ data }: MessageEvent<WorkerMessage>) => receive(data));
  },
  onDeath: (died) => {
    worker.addEventListener('error', ({ message }) => {
      worker.terminate();
      died(
        `The training worker failed: ${message || 'its script could not be loaded'}. Reload the page.`,
      );
    });
  },
  terminate: () => worker.terminate(),
});

/**
 * A trainer in a Web Worker of its own, so that the page never waits for a step.
 *
 * @example
 * import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
 * import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
 * const trainer = createBrowserTrainer({ wasmPaths: { plain, simd } });
 */
export const createBrowserTrainer = ({ wasmPaths }: { readonly wasmPaths: WasmPaths }): Trainer =>
  // Bundlers recognise a worker only when it is written out like this.
  trainInWorker(new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }), wasmPaths);

/**
 * A trainer in a worker that the caller has started, where a page must start it in a way of its own.
 * @param worker runs `@tributary/trainer/browser-worker` and has been sent nothing
 */
export const trainInWorker = (worker: Worker, wasmPaths: WasmPaths): Trainer => {
  const settings: WorkerSettings = { kind: 'settings', wasmPaths };
  worker.postMessage(settings);
  return connectTrainer(toPort(worker));
};
