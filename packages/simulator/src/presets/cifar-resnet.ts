import { tasks } from '@tributary/model-zoo';
import type { SimulationInput } from '../simulation-config.ts';

/** He et al. 2016 with GroupNorm (Wu and He 2018), as Hsieh et al. 2020 advise for federations. */
export const cifarResnet: SimulationInput = {
  name: 'cifar-resnet',
  title: 'ResNet-20 with GroupNorm on a batch of CIFAR-10',
  description:
    '10 clients share a batch of CIFAR-10 evenly; all train in every round, on pictures that are shifted and mirrored by chance.',
  run: {
    name: 'ResNet-20',
    task: {
      dataset: 'cifar-10',
      model: 'resnet-20',
      preprocessing: [...(tasks.get('small-pictures').preprocessing ?? [])],
    },
    partition: { partitioner: 'IidPartitioner', params: { numPartitions: 10 } },
    cohort: { fractionTrain: 1, minClients: 10 },
    clientWork: { epochs: 1, batchSize: 16, learningRate: 0.1 },
    rounds: 10,
  },
};
