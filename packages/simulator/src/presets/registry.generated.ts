// Written by `pnpm gen` from the files of this folder; do not edit.
import { createRegistry } from '@tributary/fedavg';
import type { SimulationInput } from '../simulation-config.ts';
import { mcmahan2nnIid } from './mcmahan-2nn-iid.ts';
import { mcmahan2nnNonIid } from './mcmahan-2nn-non-iid.ts';
import { shakespearePretrained } from './shakespeare-pretrained.ts';

/** Every preset there is, by name. */
export const presets = createRegistry<SimulationInput>('preset', [
  mcmahan2nnIid,
  mcmahan2nnNonIid,
  shakespearePretrained,
]);
