import type { LocalWork } from './local-work.ts';
import type { Optimizer } from './optimizer.ts';
import { adam } from './optimizers/adam.ts';
import { momentum } from './optimizers/momentum.ts';
import { sgd } from './optimizers/sgd.ts';

/** The optimizer that a round's work names; plain SGD where it names none. */
export const createOptimizer = ({ optimizer, learningRate }: LocalWork): Optimizer => {
  switch (optimizer?.name) {
    case 'momentum':
      return momentum({ ...optimizer, learningRate });
    case 'adam':
      return adam({ ...optimizer, learningRate });
    default:
      return sgd({ learningRate });
  }
};
