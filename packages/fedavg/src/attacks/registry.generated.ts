// Written by `pnpm gen` from the files of this folder; do not edit.
import type { Attack } from '../attack.ts';
import { createRegistry } from '../registry.ts';
import { alie } from './alie.ts';
import { freeRider } from './free-rider.ts';
import { gaussian } from './gaussian.ts';
import { innerProductManipulation } from './inner-product-manipulation.ts';
import { labelFlip } from './label-flip.ts';
import { mimic } from './mimic.ts';
import { notANumber } from './not-a-number.ts';
import { scaling } from './scaling.ts';
import { signFlip } from './sign-flip.ts';

/** Every attack there is, by name. */
export const attacks = createRegistry<Attack>('attack', [
  alie,
  freeRider,
  gaussian,
  innerProductManipulation,
  labelFlip,
  mimic,
  notANumber,
  scaling,
  signFlip,
]);
