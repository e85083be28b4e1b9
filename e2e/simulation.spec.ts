import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fleetSchema, simulate } from '@tributary/simulator';
import { createCrew, loadData, prepareRun } from '@tributary/simulator/node';
import { startChild } from '../scripts/start/child-processes.ts';
import { expect, test } from './support/fixtures.ts';

const CLIENTS = 3;

test('the same run in the simulator commits the same checkpoints', async ({ coordinator }) => {
  test.setTimeout(180_000);
  const { summary } = await coordinator.createRun({
    name: 'Twice the same',
    task: {
      dataset: 'synthetic-digits',
      model: 'mlp-2nn',
      preprocessing: [{ name: 'normalise' }, { name: 'random-crop', params: { padding: 2 } }],
    },
    partition: { partitioner: 'DirichletPartitioner', params: { numPartitions: 30, alpha: 1 } },
    strategy: { name: 'FedAvgM' },
    clientWork: { epochs: 2, batchSize: 50, learningRate: 0.05 },
    // Two of three: the simulator must draw the same ones.
    cohort: { fractionTrain: 0.67, minClients: 2 },
    rounds: 3,
    seed: 11,
  });
  const { joinUrl } = await coordinator.invite(summary.runId);
  const data = await mkdtemp(join(tmpdir(), 'tributary-e2e-data-'));
  const options = [
    '--count',
    String(CLIENTS),
    '--backend',
    'wasm',
    '--data',
    data,
    '--name',
    'twin',
  ];
  const entry = 'apps/edge-client/src/node/main.ts';
  const clients = startChild('The clients', entry, ['client', '--token', joinUrl, ...options]);
  await coordinator.waitForClients(CLIENTS);
  await coordinator.actOnRun(summary.runId, 'start');
  await coordinator.waitForRound(summary.runId, 3);
  await clients.end();

  const log = (await coordinator.readLog(summary.runId)).map(({ event }) => event);
  const committed = log.flatMap((event) => (event.type === 'aggregated' ? [event.checkpoint] : []));
  const joined = log.filter((event) => event.type === 'clientJoined');
  const idOf = (client: number) =>
    joined.find(({ device }) => device.name === `twin-${client + 1}`)?.clientId ?? '';

  const { config } = await coordinator.getRun(summary.runId);
  const prepared = prepareRun(
    await loadData(config.task.dataset, { offline: true }),
    config,
    { clients: CLIENTS, heldOut: undefined, evaluation: { every: 1, on: 'test' } },
    { clientIds: idOf },
  );
  const crew = createCrew({ ...prepared.crew, threads: 2 });
  const { state } = await simulate({
    ...{ config, crew, fleet: fleetSchema.parse({}) },
    modelBytes: prepared.first.length,
    clients: prepared.clients,
    blobs: [prepared.first],
  });
  await crew.close();
  expect(committed).toHaveLength(3);
  expect(state.history.map(({ checkpoint }) => checkpoint)).toEqual(committed);
  expect(state.history.at(-1)?.accuracy).toBe(
    (await coordinator.getRun(summary.runId)).summary.accuracy,
  );
});
