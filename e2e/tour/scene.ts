import type { DataSchema } from '@tributary/model-zoo';
import type { RunConfigInput } from '@tributary/protocol';
import { type Child, startChild } from '../../scripts/start/child-processes.ts';
import { type Coordinator, startCoordinator } from '../support/coordinator.ts';

/** A coordinator with something to look at. */
export interface Scene {
  readonly coordinator: Coordinator;
  /** Has come to its end. */
  readonly finishedRun: string;
  /** As the one before, by another strategy. */
  readonly otherRun: string;
  /** Paused, unless somebody looks at it: it would take the processor from what is looked at. */
  readonly openRun: string;
  /** Nobody has started it. */
  readonly waitingRun: string;
  readonly joinUrl: string;
  /** To runs that nobody has started, whose clients bring their own tables or pictures. */
  readonly tableUrl: string;
  readonly picturesUrl: string;
  end(): Promise<void>;
}

const CLIENTS = 6;

const digits: Partial<RunConfigInput> = {
  task: { dataset: 'synthetic-digits', model: 'mlp-2nn' },
  partition: {
    partitioner: 'DirichletPartitioner',
    params: { numPartitions: 60, alpha: 0.5 },
  },
  clientWork: { epochs: 1, batchSize: 20, learningRate: 0.03 },
  cohort: { minClients: CLIENTS },
};

const patients: DataSchema = {
  kind: 'table',
  title: 'Patients with chest pain',
  columns: [
    { name: 'age', kind: 'number', range: [0, 120] },
    { name: 'sex', kind: 'category', categories: ['female', 'male'] },
    { name: 'pressure', kind: 'number', range: [60, 260], mayBeMissing: true },
  ],
  target: { kind: 'class', column: 'diagnosis', classes: ['healthy', 'ill'] },
  missing: ['?'],
};
const leaves: DataSchema = {
  ...{ kind: 'images', title: 'Leaves of the garden', classes: ['ash', 'birch', 'oak'] },
  ...{ height: 32, width: 32, channels: 3 },
};

/** @param rounds of the runs that come to their end */
export const setScene = async (rounds: number): Promise<Scene> => {
  const coordinator = await startCoordinator();
  const devices: Child[] = [];
  const create = async (changes: Partial<RunConfigInput>) =>
    (await coordinator.createRun({ ...digits, rounds, ...changes })).summary.runId;
  const runThrough = async (runId: string) => {
    await coordinator.actOnRun(runId, 'start');
    await coordinator.waitForRound(runId, rounds);
    return runId;
  };
  const inviteTo = async (changes: Partial<RunConfigInput>) =>
    (await coordinator.invite(await create(changes))).joinUrl;
  const { joinUrl } = coordinator;
  const options = ['--token', joinUrl, '--count', String(CLIENTS), '--backend', 'wasm'];
  const entry = 'apps/edge-client/src/node/main.ts';
  devices.push(startChild('The devices', entry, ['client', ...options, '--name', 'ward']));
  await coordinator.waitForClients(CLIENTS);
  const finishedRun = await runThrough(await create({ name: 'Handwritten digits' }));
  const otherRun = await runThrough(
    await create({ name: 'Handwritten digits, FedAdam', strategy: { name: 'FedAdam' } }),
  );
  const waitingRun = await create({ name: 'Digits of the second ward' });
  const openRun = await create({
    name: 'Handwritten digits, every night',
    rounds: 5_000,
    cohort: { minClients: 4, fractionTrain: 0.7 },
  });
  await coordinator.actOnRun(openRun, 'start');
  await coordinator.waitForRound(openRun, rounds);
  await coordinator.actOnRun(openRun, 'pause');
  const tableUrl = await inviteTo({
    name: 'Heart disease in our hospitals',
    task: {
      dataset: patients,
      model: 'tabular-mlp',
      preprocessing: [{ name: 'fill-missing', params: { values: 0 } }],
    },
  });
  const picturesUrl = await inviteTo({
    name: 'Leaves from many phones',
    task: { dataset: leaves, model: 'logistic-regression' },
  });
  return {
    ...{ coordinator, tableUrl, picturesUrl },
    ...{ finishedRun, otherRun, waitingRun, openRun, joinUrl },
    end: async () => {
      await Promise.all(devices.map((device) => device.end()));
      await coordinator.end();
    },
  };
};
