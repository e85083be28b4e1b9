import { mnistByWriter } from '../mnist-by-writer.ts';
import type { SimulationInput } from '../simulation-config.ts';

const rotate = { name: 'rotate', params: {} };
const oneBit = [rotate, { name: 'sign', params: {} }];
/** Right on average, so that the noise of rounding a model cancels out in the average of models. */
const twoBits = [rotate, { name: 'lloyd-max', params: { bits: 2, scale: 'eden' } }];

const momentum = (averaging: number) => ({
  name: 'FedAvgM',
  hyperparams: { serverMomentum: 0.5, averaging },
});

/** How few bytes, up and down, lead to 97 %. */
export const totalBytes: SimulationInput = {
  name: 'total-bytes',
  title: 'Bytes until 97 % on MNIST by writer',
  description:
    '2NN, 50 clients that share the 539 writers: all bytes up and down until the best test accuracy so far is 97 %, of plain averaging with float32 both ways and of what saves most.',
  ...mnistByWriter,
  run: { ...mnistByWriter.run, rounds: 60 },
  seeds: [1, 2, 3],
  stopAt: { accuracy: 0.97 },
  variants: [
    { name: 'FedAvg, float32, 0.1' },
    { name: 'FedAvg, float32, 0.2', run: { clientWork: { learningRate: 0.2 } } },
    { name: 'FedAvg, float32, 0.3', run: { clientWork: { learningRate: 0.3 } } },
    {
      name: 'FedAvgM, 1 bit up, int4 down',
      run: {
        strategy: momentum(0),
        clientWork: { learningRate: 0.2 },
        compression: { up: oneBit, down: [rotate, { name: 'int4', params: {} }] },
      },
    },
    {
      name: 'two clients, 5 epochs, 1 bit up, 2 bits down',
      run: {
        strategy: momentum(0.8),
        cohort: { fractionTrain: 0.04, minClients: 2 },
        clientWork: { epochs: 5 },
        compression: { up: oneBit, down: twoBits },
      },
    },
  ],
};
