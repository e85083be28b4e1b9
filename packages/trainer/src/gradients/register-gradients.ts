import type { Tf } from '@tributary/model-zoo';
import { activations } from './activations.ts';
import { arithmetic } from './arithmetic.ts';
import { comparisons } from './comparisons.ts';
import { convolutions } from './convolution.ts';
import { einsum } from './einsum.ts';
import { toGradConfig } from './gradient.ts';
import { indexing } from './indexing.ts';
import { matMul } from './mat-mul.ts';
import { pooling } from './pooling.ts';
import { reductions } from './reductions.ts';
import { shaping } from './shaping.ts';

const families = [
  arithmetic,
  comparisons,
  activations,
  shaping,
  reductions,
  indexing,
  matMul,
  convolutions,
  pooling,
  einsum,
];

/**
 * Teaches tfjs the derivatives of the operations that models are made of. tfjs-core ships without
 * any: its own table is a separate file that Node cannot load (imports without endings), and it is
 * larger than the whole training code. A model that uses another operation fails when it is first
 * timed ("gradient function not found for …"): add that kernel to a family beside this file.
 * Calling it again changes nothing.
 */
export const registerGradients = (tf: Tf): void => {
  for (const family of families) {
    for (const gradient of family(tf)) {
      if (!tf.getGradient(gradient.kernel)) tf.registerGradient(toGradConfig(gradient));
    }
  }
};
