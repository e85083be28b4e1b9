// Written by `pnpm gen` from the files of this folder; do not edit.
import { createRegistry } from '@tributary/fedavg';
import type { Preprocessor } from '../preprocessor.ts';
import { normalise } from './normalise.ts';

/** Every preprocessor there is, by name. */
export const preprocessors = createRegistry<Preprocessor>('preprocessor', [normalise]);
