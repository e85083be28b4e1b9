// Written by `pnpm gen` from the files of this folder; do not edit.
import { createRegistry } from '@tributary/fedavg';
import type { Dataset } from '../dataset.ts';
import { activity } from './activity.ts';
import { adult } from './adult.ts';
import { bikeSharing } from './bike-sharing.ts';
import { breastCancer } from './breast-cancer.ts';
import { californiaHousing } from './california-housing.ts';
import { cifar10 } from './cifar-10.ts';
import { fashionMnist } from './fashion-mnist.ts';
import { heartDisease } from './heart-disease.ts';
import { mnist } from './mnist.ts';
import { optdigits } from './optdigits.ts';
import { rtPolarity } from './rt-polarity.ts';
import { sentiment3Domains } from './sentiment-3-domains.ts';
import { shakespeare } from './shakespeare.ts';
import { syntheticDigits } from './synthetic-digits.ts';

/** Every data set there is, by name. */
export const datasets = createRegistry<Dataset>('data set', [
  activity,
  adult,
  bikeSharing,
  breastCancer,
  californiaHousing,
  cifar10,
  fashionMnist,
  heartDisease,
  mnist,
  optdigits,
  rtPolarity,
  sentiment3Domains,
  shakespeare,
  syntheticDigits,
]);
