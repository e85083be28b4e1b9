/**
 * The client library for any page, as the coordinator serves it at `/join/library/tributary-client.js`:
 * everything of `@tributary/client`, and a trainer that brings its own worker.
 */

import type { Trainer } from '@tributary/trainer';
import { trainInWorker } from '@tributary/trainer/browser';
import workerUrl from '@tributary/trainer/browser-worker?worker&url';
import { wasmPaths } from '../browser/device/wasm-paths.ts';
import { startWorker } from './start-worker.ts';

export * from '@tributary/client';
export { openDeviceStores } from '../browser/device/open-device-stores.ts';

/** A trainer in a Web Worker, on the best backend of this device; `close()` ends the worker. */
export const createTrainer = (): Trainer => trainInWorker(startWorker(workerUrl), wasmPaths);
