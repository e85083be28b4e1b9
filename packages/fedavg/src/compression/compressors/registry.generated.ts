// Written by `pnpm gen` from the files of this folder; do not edit.
import { createRegistry } from '../../registry.ts';
import type { Compressor } from '../compressor.ts';
import { float16 } from './float16.ts';
import { float32 } from './float32.ts';
import { int4 } from './int4.ts';
import { int8 } from './int8.ts';
import { lloydMax } from './lloyd-max.ts';
import { lowRank } from './low-rank.ts';
import { rotate } from './rotate.ts';
import { sign } from './sign.ts';
import { topK } from './top-k.ts';

/** Every compressor there is, by name. */
export const compressors = createRegistry<Compressor>('compressor', [
  float16,
  float32,
  int4,
  int8,
  lloydMax,
  lowRank,
  rotate,
  sign,
  topK,
]);
