// Written by `pnpm gen` from the files of this folder; do not edit.
import { createRegistry } from '@tributary/fedavg';
import type { Model } from '../model.ts';
import { charLstm } from './char-lstm.ts';
import { cnn } from './cnn.ts';
import { logisticRegression } from './logistic-regression.ts';
import { mlp2nn } from './mlp-2nn.ts';
import { resnet20 } from './resnet-20.ts';

/** Every model there is, by name. */
export const models = createRegistry<Model>('model', [
  charLstm,
  cnn,
  logisticRegression,
  mlp2nn,
  resnet20,
]);
