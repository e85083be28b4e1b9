import { isUnbiased, type Stage, usefulPipelines } from '@tributary/fedavg';
import { mnistByWriter } from '../mnist-by-writer.ts';
import type { SimulationInput } from '../simulation-config.ts';

/** Stages that are right on average need no feedback; it would only add to their noise. */
const up = (stages: readonly Stage[]) => ({
  compression: { up: stages, errorFeedback: !isUnbiased(stages) },
});

const both = (name: string) => {
  const stages = [{ name, params: {} }];
  return {
    name: `${name} both ways`,
    run: { compression: { ...up(stages).compression, down: stages } },
  };
};

/** What each compression of updates costs in accuracy and saves in bytes. */
export const compression: SimulationInput = {
  name: 'compression',
  title: 'Compression of updates on MNIST by writer',
  description:
    '2NN, 50 clients that share the 539 writers, 10 a round, 30 rounds: every pipeline that is worth trying, against updates as they are.',
  ...mnistByWriter,
  seeds: [1, 2, 3],
  evaluation: { every: 5 },
  variants: [
    ...usefulPipelines.map(({ name, stages }) => ({ name, run: up(stages) })),
    both('float16'),
    both('int8'),
    both('int4'),
  ],
};
