// Written by `pnpm gen` from the files of this folder; do not edit.
import { createRegistry } from '@tributary/fedavg';
import type { SimulationInput } from '../simulation-config.ts';
import { activity } from './activity.ts';
import { cifarResnet } from './cifar-resnet.ts';
import { compression } from './compression.ts';
import { filmReviews } from './film-reviews.ts';
import { heartDisease } from './heart-disease.ts';
import { mcmahan2nnIid } from './mcmahan-2nn-iid.ts';
import { mcmahan2nnNonIid } from './mcmahan-2nn-non-iid.ts';
import { mcmahanCnnIid } from './mcmahan-cnn-iid.ts';
import { mcmahanCnnNonIid } from './mcmahan-cnn-non-iid.ts';
import { personalisation } from './personalisation.ts';
import { robustness } from './robustness.ts';
import { shakespearePretrained } from './shakespeare-pretrained.ts';
import { shakespeare } from './shakespeare.ts';
import { totalBytes } from './total-bytes.ts';

/** Every preset there is, by name. */
export const presets = createRegistry<SimulationInput>('preset', [
  activity,
  cifarResnet,
  compression,
  filmReviews,
  heartDisease,
  mcmahan2nnIid,
  mcmahan2nnNonIid,
  mcmahanCnnIid,
  mcmahanCnnNonIid,
  personalisation,
  robustness,
  shakespearePretrained,
  shakespeare,
  totalBytes,
]);
