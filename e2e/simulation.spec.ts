import { expect, test } from './support/fixtures.ts';
import { runWithClients, simulateAgain } from './support/twin-run.ts';

const CLIENTS = 3;

test('the same run in the simulator commits the same checkpoints', async ({ coordinator }) => {
  test.setTimeout(180_000);
  const run = await runWithClients(
    coordinator,
    {
      name: 'Twice the same',
      task: {
        dataset: 'synthetic-digits',
        model: 'mlp-2nn',
        preprocessing: [{ name: 'normalise' }, { name: 'random-crop', params: { padding: 2 } }],
      },
      partition: { partitioner: 'DirichletPartitioner', params: { numPartitions: 30, alpha: 1 } },
      strategy: { name: 'FedAvgM', hyperparams: { averaging: 0.5 } },
      clientWork: { epochs: 2, batchSize: 50, learningRate: 0.05 },
      // Two of three: the simulator must draw the same ones.
      cohort: { fractionTrain: 0.67, minClients: 2 },
      rounds: 3,
      seed: 11,
    },
    CLIENTS,
  );
  const log = (await coordinator.readLog(run.summary.runId)).map(({ event }) => event);
  const committed = log.flatMap((event) => (event.type === 'aggregated' ? [event.checkpoint] : []));
  const { state } = await simulateAgain(coordinator, run, { clients: CLIENTS });
  expect(committed).toHaveLength(3);
  expect(state.history.map(({ checkpoint }) => checkpoint)).toEqual(committed);
  expect(state.history.at(-1)?.accuracy).toBe(run.summary.accuracy);
});

test('and so it does with control variates, compression both ways and a robust rule', async ({
  coordinator,
}) => {
  test.setTimeout(240_000);
  const task = { dataset: 'synthetic-digits', model: 'logistic-regression' };
  const partition = { partitioner: 'IidPartitioner', params: { numPartitions: 30 } };
  // The rule needs so many.
  const clients = 5;
  const clientWork = { epochs: 1, batchSize: 50 };
  const common = { task, partition, clientWork, cohort: { minClients: clients }, rounds: 3 };
  const runs = [
    {
      ...{ name: 'SCAFFOLD, int8', ...common, strategy: { name: 'SCAFFOLD' } },
      compression: { up: [{ name: 'int8' }], down: [{ name: 'int8' }] },
    },
    {
      ...{ name: 'One bit, robust', ...common },
      aggregation: {
        aggregator: { name: 'MultiKrum' },
        preaggregator: { name: 'NNM' as const, numMalicious: 1 },
      },
      compression: { up: [{ name: 'rotate' }, { name: 'sign' }], down: [{ name: 'float16' }] },
    },
  ];
  for (const config of runs) {
    const run = await runWithClients(coordinator, config, clients);
    const log = (await coordinator.readLog(run.summary.runId)).map(({ event }) => event);
    const committed = log.flatMap((event) =>
      event.type === 'aggregated' ? [event.checkpoint] : [],
    );
    const { state } = await simulateAgain(coordinator, run, { clients });
    expect(committed).toHaveLength(3);
    expect(
      state.history.map(({ checkpoint }) => checkpoint),
      config.name,
    ).toEqual(committed);
  }
});
