// Written by `pnpm gen` from the files of this folder; do not edit.
import { createRegistry } from '@tributary/fedavg';
import type { Task } from '../task.ts';
import { activity } from './activity.ts';
import { bikeSharing } from './bike-sharing.ts';
import { breastCancer } from './breast-cancer.ts';
import { coarseDigits } from './coarse-digits.ts';
import { digits } from './digits.ts';
import { fashion } from './fashion.ts';
import { filmReviews } from './film-reviews.ts';
import { heartDisease } from './heart-disease.ts';
import { housePrices } from './house-prices.ts';
import { income } from './income.ts';
import { plays } from './plays.ts';
import { productReviews } from './product-reviews.ts';
import { smallPictures } from './small-pictures.ts';
import { syntheticDigits } from './synthetic-digits.ts';

/** Every task there is, by name. */
export const tasks = createRegistry<Task>('task', [
  activity,
  bikeSharing,
  breastCancer,
  coarseDigits,
  digits,
  fashion,
  filmReviews,
  heartDisease,
  housePrices,
  income,
  plays,
  productReviews,
  smallPictures,
  syntheticDigits,
]);
