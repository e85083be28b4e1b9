import * as tf from '@tensorflow/tfjs-core';
import type { Tf } from '@tributary/model-zoo';
import type { BackendName } from '../backend-candidate.ts';
import { startNodeBackend } from '../node/start-node-backend.ts';

/** tfjs on one of Node's backends, ready to train; for tests. */
export const startBackend = async (name: BackendName): Promise<Tf> => {
  await startNodeBackend(tf, name);
  return tf;
};
