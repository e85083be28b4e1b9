// Written by `pnpm gen` from the files of this folder; do not edit.
import { createRegistry } from '@tributary/fedavg';
import type { Dataset } from '../dataset.ts';

/** Every data set there is, by name. */
export const datasets = createRegistry<Dataset>('data set', []);
