// Written by `pnpm gen` from the files of this folder; do not edit.
import { createRegistry } from '@tributary/fedavg';
import type { Model } from '../model.ts';
import { logisticRegression } from './logistic-regression.ts';
import { mlp2nn } from './mlp-2nn.ts';

/** Every model there is, by name. */
export const models = createRegistry<Model>('model', [logisticRegression, mlp2nn]);
