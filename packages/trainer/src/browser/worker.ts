/** The Web Worker that trains; `createBrowserTrainer` starts it and sends the settings first. */
import * as tf from '@tensorflow/tfjs-core';
import { createTrainer } from '../direct-trainer.ts';
import { exposeTrainer } from '../expose-trainer.ts';
import type { HostMessage, HostPort } from '../trainer-port.ts';
import { browserBackends, type WasmPaths } from './browser-backends.ts';

/** What a page sends before anything else. */
export interface WorkerSettings {
  readonly kind: 'settings';
  readonly wasmPaths: WasmPaths;
}

const hostPort: HostPort = {
  send: (message, transfer = []) => self.postMessage(message, { transfer: [...transfer] }),
  onMessage: (receive) =>
    self.addEventListener('message', ({ data }: MessageEvent<HostMessage>) => receive(data)),
};

self.addEventListener(
  'message',
  ({ data }: MessageEvent<WorkerSettings>) => {
    exposeTrainer(createTrainer(tf, browserBackends(data.wasmPaths)), hostPort);
  },
  { once: true },
);
