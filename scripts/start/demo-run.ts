import { tasks } from '@tributary/model-zoo';
import type { ResolvedDigits } from '@tributary/model-zoo/node';
import type { RunConfigInput } from '@tributary/protocol';
import type { Terminal } from '@tributary/terminal';
import type { AdminApi } from './admin-api.ts';
import { StartError } from './start-error.ts';

const POLL_MS = 250;
/** The slowest part of joining is choosing a backend; minutes mean that something is wrong. */
const MAX_JOINING_MS = 180_000;

/** The run that a newcomer sees: the digits' task, split by writer where the writers are known. */
export const demoConfig = (
  {
    task: taskName,
    opened,
  }: Pick<ResolvedDigits, 'task'> & {
    readonly opened: { readonly hasNaturalIds: boolean };
  },
  { clients, rounds }: { readonly clients: number; readonly rounds: number },
): RunConfigInput => {
  const { title, dataset, model, partition, clientWork, preprocessing = [] } = tasks.get(taskName);
  return {
    name: title,
    task: { dataset, model, preprocessing: preprocessing.map((step) => ({ ...step })) },
    partition: opened.hasNaturalIds
      ? partition
      : {
          partitioner: 'DirichletPartitioner',
          params: { numPartitions: Math.max(100, clients), alpha: 0.5 },
        },
    strategy: { name: 'FedAvg' },
    clientWork,
    rounds,
    cohort: { minClients: clients },
  };
};

/** Resolves when so many clients may be selected. @throws {StartError} when they do not come */
export const waitForClients = async (
  api: Pick<AdminApi, 'listClients'>,
  count: number,
  terminal: Terminal,
): Promise<void> => {
  const giveUpAt = Date.now() + MAX_JOINING_MS;
  for (;;) {
    const connected = (await api.listClients()).length;
    if (connected >= count) return terminal.show('');
    if (Date.now() > giveUpAt) {
      throw new StartError(
        `Only ${connected} of ${count} clients joined within ${MAX_JOINING_MS / 60_000} minutes. Try fewer with --clients, or free memory and processor time.`,
      );
    }
    terminal.show(`${connected} of ${count} clients have joined …`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
};
