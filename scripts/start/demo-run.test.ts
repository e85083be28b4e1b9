import { partitioners } from '@tributary/model-zoo';
import { runConfigSchema } from '@tributary/protocol';
import { describe, expect, it } from 'vitest';
import { demoConfig, waitForClients } from './demo-run.ts';

const asked = { clients: 5, rounds: 3 };

describe('The demo run', () => {
  it('is the 2NN on MNIST, split by writer where the writers are known', () => {
    const config = runConfigSchema.parse(
      demoConfig({ task: 'digits', opened: { hasNaturalIds: true } }, asked),
    );
    expect(config).toMatchObject({
      task: { dataset: 'mnist', model: 'mlp-2nn' },
      partition: { partitioner: 'NaturalIdPartitioner' },
      strategy: { name: 'FedAvg' },
      rounds: 3,
      cohort: { fractionTrain: 1, minClients: 5 },
    });
  });

  it('splits by Dirichlet where they are not, with a partition for every client', () => {
    const { partition } = demoConfig(
      { task: 'digits', opened: { hasNaturalIds: false } },
      { clients: 150, rounds: 1 },
    );
    const { params } = partitioners.get(partition?.partitioner ?? '');
    expect(params.parse(partition?.params)).toMatchObject({ numPartitions: 150, alpha: 0.5 });
  });
});

describe('Waiting for clients', () => {
  it('ends when enough have joined', async () => {
    const lists = [0, 1, 2].map((length) => Array(length).fill({ clientId: 'c', runs: [] }));
    const shown: string[] = [];
    const terminal = { print: () => {}, show: (text: string) => void shown.push(text) };
    await waitForClients({ listClients: async () => lists.shift() ?? [] }, 2, terminal);
    expect(shown).toEqual(['0 of 2 clients have joined …', '1 of 2 clients have joined …', '']);
  });
});
