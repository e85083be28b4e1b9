// Written by `pnpm gen` from the files of this folder; do not edit.
import { createRegistry } from '@tributary/fedavg';
import type { Dataset } from '../dataset.ts';
import { fashionMnist } from './fashion-mnist.ts';
import { mnist } from './mnist.ts';
import { syntheticDigits } from './synthetic-digits.ts';

/** Every data set there is, by name. */
export const datasets = createRegistry<Dataset>('data set', [fashionMnist, mnist, syntheticDigits]);
