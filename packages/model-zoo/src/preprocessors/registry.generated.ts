// Written by `pnpm gen` from the files of this folder; do not edit.
import { createRegistry } from '@tributary/fedavg';
import type { Preprocessor } from '../preprocessor.ts';
import { centreCrop } from './centre-crop.ts';
import { fillMissing } from './fill-missing.ts';
import { normalise } from './normalise.ts';
import { oneHot } from './one-hot.ts';
import { pad } from './pad.ts';
import { randomCrop } from './random-crop.ts';
import { randomFlip } from './random-flip.ts';
import { resize } from './resize.ts';
import { scale } from './scale.ts';
import { standardise } from './standardise.ts';
import { tokenise } from './tokenise.ts';

/** Every preprocessor there is, by name. */
export const preprocessors = createRegistry<Preprocessor>('preprocessor', [
  centreCrop,
  fillMissing,
  normalise,
  oneHot,
  pad,
  randomCrop,
  randomFlip,
  resize,
  scale,
  standardise,
  tokenise,
]);
