import * as tf from '@tensorflow/tfjs-core';
import type { Tf } from '@tributary/model-zoo';
import type { BackendName } from '../backend-candidate.ts';
import { useBackend } from '../backend-trial.ts';
import { registerGradients } from '../gradients/register-gradients.ts';
import { nodeBackends } from '../node/node-backends.ts';

/** tfjs on one of Node's backends, ready to train; for tests. */
export const startBackend = async (name: BackendName): Promise<Tf> => {
  await nodeBackends()
    .find((candidate) => candidate.name === name)
    ?.load(tf, true);
  await useBackend(tf, name);
  registerGradients(tf);
  return tf;
};
