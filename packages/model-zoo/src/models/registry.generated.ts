// Written by `pnpm gen` from the files of this folder; do not edit.
import { createRegistry } from '@tributary/fedavg';
import type { Model } from '../model.ts';
import { charGpt } from './char-gpt.ts';
import { charLstm } from './char-lstm.ts';
import { cifarCnn } from './cifar-cnn.ts';
import { cnn } from './cnn.ts';
import { columnStatistics } from './column-statistics.ts';
import { logisticRegression } from './logistic-regression.ts';
import { mlp2nn } from './mlp-2nn.ts';
import { mobilenetSmall } from './mobilenet-small.ts';
import { resnet20 } from './resnet-20.ts';
import { tabularMlp } from './tabular-mlp.ts';
import { textCnn } from './text-cnn.ts';
import { textEmbedding } from './text-embedding.ts';
import { windowCnn } from './window-cnn.ts';

/** Every model there is, by name. */
export const models = createRegistry<Model>('model', [
  charGpt,
  charLstm,
  cifarCnn,
  cnn,
  columnStatistics,
  logisticRegression,
  mlp2nn,
  mobilenetSmall,
  resnet20,
  tabularMlp,
  textCnn,
  textEmbedding,
  windowCnn,
]);
