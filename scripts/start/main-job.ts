import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ResolvedDigits, resolveDigits } from '@tributary/model-zoo/node';
import { createAdminApi } from './admin-api.ts';
import type { Child } from './child-processes.ts';
import { demoConfig, followRun, waitForClients } from './demo-run.ts';
import { formatAccuracy, formatBar, formatBytes, formatSeconds } from './format.ts';
import { describeAddresses } from './invitation.ts';
import type { StartOptions } from './options.ts';
import type { RunResult } from './run-result.ts';
import { type CoordinatorReady, startCoordinator, startEdgeClients } from './services.ts';
import { StartError } from './start-error.ts';
import type { Terminal } from './terminal.ts';

/** What the main job has started and must end, the last first. */
export type CleanUp = (() => Promise<void>)[];

interface Job {
  readonly options: StartOptions;
  readonly terminal: Terminal;
  readonly cleanUp: CleanUp;
}

/**
 * Starts the coordinator and, unless --no-demo, the clients and a run, and stays up until something
 * fails, or with --exit until the run has completed.
 * @param onResult called when the run has completed
 * @throws {StartError} with a sentence that says what to do
 */
export const runMainJob = async (
  job: Job,
  onResult: (result: RunResult) => void,
): Promise<void> => {
  const { options, terminal, cleanUp } = job;
  const digits = options.demo ? await chooseData(job) : null;
  const coordinator = await startJobCoordinator(job, digits);
  const addresses = { ...coordinator.ready, host: options.host, https: options.https };
  terminal.print(await describeAddresses(addresses, { qrCode: !options.exit }));
  if (digits === null) {
    terminal.print('\nThe coordinator is up. Ctrl-C stops it.');
    return coordinator.child.failed;
  }

  const api = createAdminApi(coordinator.ready);
  const run = await api.createRun(demoConfig(digits, options));
  const clients = startEdgeClients({
    count: options.clients,
    coordinator: coordinator.ready,
    digits,
    dataDir: options.dataDir,
    https: options.https,
  });
  cleanUp.push(() => clients.end());
  const failed = Promise.race([coordinator.child.failed, clients.failed]);

  await Promise.race([waitForClients(api, options.clients, terminal), failed]);
  terminal.print(`\n${options.clients} clients have joined. Training “${run.summary.name}”:`);
  await api.actOnRun(run.summary.runId, 'start');
  const result = await Promise.race([
    followRun(coordinator.ready, run, terminal).catch((error: unknown) => {
      throw withClientsWords(error, clients);
    }),
    failed,
  ]);
  terminal.print(describeResult(result));
  onResult(result);
  if (options.exit) return;
  terminal.print(
    'Still up: open the join address on any device as another client, and start the next run on the dashboard. Ctrl-C stops everything.',
  );
  return failed;
};

const chooseData = async ({ options, terminal }: Job): Promise<ResolvedDigits> => {
  const digits = await resolveDigits({
    dataDir: options.dataDir,
    onProgress: ({ fileName, receivedBytes, totalBytes = 0 }) => {
      const bar = totalBytes > 0 ? `${formatBar(receivedBytes / totalBytes, 20)} ` : '';
      terminal.show(`Downloading ${fileName} ${bar}${formatBytes(receivedBytes)}`);
    },
  });
  terminal.show('');
  terminal.print(digits.sentence);
  return digits;
};

const startJobCoordinator = async (
  { options, cleanUp }: Job,
  digits: ResolvedDigits | null,
): Promise<{ child: Child; ready: CoordinatorReady }> => {
  const stateDir = options.stateDir ?? (await mkdtemp(join(tmpdir(), 'tributary-')));
  if (options.stateDir === undefined) {
    cleanUp.push(() => rm(stateDir, { recursive: true, force: true }));
  }
  const { child, ready } = startCoordinator({
    ...options,
    stateDir,
    offline: digits?.opened.origin === 'generated',
  });
  cleanUp.push(() => child.end());
  return { child, ready: await ready };
};

/** Why a run stalls is mostly to be read in what the clients say. */
const withClientsWords = (error: unknown, clients: Child): unknown =>
  error instanceof StartError
    ? new StartError([error.message, 'The clients said last:', ...clients.lastLines()].join('\n'))
    : error;

const describeResult = (result: RunResult): string =>
  [
    `\nDone: ${result.rounds} round${result.rounds === 1 ? '' : 's'} in ${formatSeconds(result.wallMs)}`,
    `test accuracy ${formatAccuracy(result.accuracy)} on ${result.data}`,
    `↑ ${formatBytes(result.bytesUp)} ↓ ${formatBytes(result.bytesDown)}.`,
  ].join(', ');
