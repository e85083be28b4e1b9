import type { ResolvedDigits } from '@tributary/model-zoo/node';
import type { RunDetail } from '@tributary/protocol';
import {
  followRun,
  formatAccuracy,
  formatBytes,
  formatSeconds,
  RunEndError,
  type RunResult,
  type Terminal,
} from '@tributary/terminal';
import { accessOf, createAdminApi } from './admin-api.ts';
import type { Child } from './child-processes.ts';
import { demoConfig, waitForClients } from './demo-run.ts';
import type { StartOptions } from './options.ts';
import { type CoordinatorReady, startEdgeClients } from './services.ts';
import { StartError } from './start-error.ts';

/** What the main job has started and must end, the last first. */
export type CleanUp = (() => Promise<void>)[];

export interface Job {
  readonly options: StartOptions;
  readonly terminal: Terminal;
  readonly cleanUp: CleanUp;
}

/** A coordinator that listens. */
export interface JobCoordinator {
  readonly child: Child;
  readonly ready: CoordinatorReady;
}

export interface Demo {
  readonly coordinator: JobCoordinator;
  readonly digits: ResolvedDigits;
  /** Called when the run has ended; with null unless it has completed. */
  readonly onEnd: (result: RunResult | null) => void;
}

/**
 * Starts clients and a run and follows it. With --exit it resolves when the run has completed;
 * without, it stays up however the run ends: somebody at the dashboard may have meant it so.
 * @throws {StartError} when a process fails, and with --exit when the run does not complete
 */
export const trainDemo = async (job: Job, demo: Demo): Promise<void> => {
  const { options, terminal, cleanUp } = job;
  const { coordinator, digits, onEnd } = demo;
  const api = createAdminApi(coordinator.ready);
  const run = await api.createRun(demoConfig(digits, options));
  const { runId, name } = run.summary;
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
  terminal.print(`\n${options.clients} clients have joined. Training “${name}”:`);
  // Somebody at the dashboard may have been quicker.
  const { summary } = await api.getRun(runId);
  if (summary.status === 'created') await api.actOnRun(runId, 'start');
  const result = await Promise.race([followToEnd(job, { demo, run, clients }), failed]);
  if (result !== null) terminal.print(describeResult(result));
  onEnd(result);
  if (options.exit) return;
  terminal.print(
    'Still up: open the join address on any device as another client, and start the next run on the dashboard. Ctrl-C stops everything.',
  );
  return failed;
};

interface StartedRun {
  readonly demo: Demo;
  readonly run: RunDetail;
  readonly clients: Child;
}

/** @returns null, having said why, for a run that ended without completing in front of somebody */
const followToEnd = async (
  { options, terminal }: Job,
  { demo, run, clients }: StartedRun,
): Promise<RunResult | null> => {
  try {
    const how = { terminal, unattended: options.exit };
    return await followRun(accessOf(demo.coordinator.ready), run, how);
  } catch (error) {
    if (!(error instanceof RunEndError)) throw error;
    if (options.exit) throw withClientsWords(error, clients);
    terminal.print(`\n${error.message}`);
    return null;
  }
};

/** Why a run stalls is mostly to be read in what the clients say. */
const withClientsWords = ({ message }: RunEndError, clients: Child): StartError =>
  new StartError([message, 'The clients said last:', ...clients.lastLines()].join('\n'));

const describeResult = (result: RunResult): string =>
  [
    `\nDone: ${result.rounds} round${result.rounds === 1 ? '' : 's'} in ${formatSeconds(result.wallMs)}`,
    `test accuracy ${formatAccuracy(result.accuracy)} on ${result.data}`,
    `↑ ${formatBytes(result.bytesUp)} ↓ ${formatBytes(result.bytesDown)}.`,
  ].join(', ');
