import { publicDataset, tasks } from '@tributary/model-zoo';
import type { ResolvedDigits } from '@tributary/model-zoo/node';
import type { ClientProgress, RunConfigInput, RunDetail } from '@tributary/protocol';
import type { RunState } from '@tributary/rounds';
import type { AdminAccess, AdminApi } from './admin-api.ts';
import { describeCommitted, describeOpen } from './progress-view.ts';
import { type Obstacle, obstacleOf, type RunResult, resultOf } from './run-result.ts';
import { StartError } from './start-error.ts';
import type { Terminal } from './terminal.ts';
import { watchRun } from './watch-run.ts';

const POLL_MS = 250;
const REDRAW_MS = 200;
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

/**
 * Shows a run that was just started until it completes. What holds it up is printed once.
 * @throws {StartError} when the run has ended otherwise, and, if it is `unattended`, also when it
 * stalls: nobody is there to mend it
 */
export const followRun = (
  access: AdminAccess,
  { summary, config }: RunDetail,
  { terminal, unattended }: { readonly terminal: Terminal; readonly unattended: boolean },
): Promise<RunResult> =>
  new Promise((resolve, reject) => {
    const { rounds, cohort } = config;
    const progress = new Map<string, ClientProgress>();
    let state: RunState | undefined;
    let printed = 0;
    let obstacle: Obstacle | null = null;

    const redraw = () => {
      if (state === undefined) return;
      const now = Date.now();
      const known = obstacle?.sentence;
      obstacle = obstacleOf(state, now);
      if (obstacle !== null && isHopeless(obstacle, unattended)) return fail(obstacle.sentence);
      if (obstacle !== null && obstacle.sentence !== known) terminal.print(obstacle.sentence);
      terminal.show(describeOpen(state, progress, { rounds, minClients: cohort.minClients, now }));
    };
    const onState = (next: RunState) => {
      state = next;
      for (const record of next.history.slice(printed)) {
        terminal.print(describeCommitted(record, rounds));
      }
      printed = next.history.length;
      if (next.status === 'completed') {
        return finish(() => resolve(resultOf(next, publicDataset(config.task.dataset).name)));
      }
      redraw();
    };
    const finish = (settle: () => void) => {
      clearInterval(timer);
      unwatch();
      terminal.show('');
      settle();
    };
    const fail = (sentence: string) => finish(() => reject(new StartError(sentence)));

    const timer = setInterval(redraw, REDRAW_MS);
    const unwatch = watchRun(access, {
      runId: summary.runId,
      config,
      onState,
      onProgress: (latest) => void progress.set(latest.clientId, latest),
      onRefused: ({ message }) => fail(message),
    });
  });

const isHopeless = ({ kind }: Obstacle, unattended: boolean): boolean =>
  kind === 'ended' || (kind === 'stalled' && unattended);
