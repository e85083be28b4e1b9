import { z } from 'zod';
import type { Tensor, Tf } from '../model.ts';

/** Keras's names of the nonlinearities that every backend trains. */
export const activationSchema = z.enum([
  'linear',
  'relu',
  'relu6',
  'elu',
  'selu',
  'sigmoid',
  'softplus',
  'tanh',
  'softmax',
]);
export type ActivationName = z.output<typeof activationSchema>;

/** Softmax is over the last axis. */
export const activate = (tf: Tf, x: Tensor, name: ActivationName): Tensor =>
  name === 'linear' ? x : tf[name](x);
