import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ResolvedDigits, resolveDigits } from '@tributary/model-zoo/node';
import { formatBar, formatBytes, type RunResult } from '@tributary/terminal';
import { describeAddresses } from './invitation.ts';
import { startCoordinator } from './services.ts';
import { type Job, type JobCoordinator, trainDemo } from './train-demo.ts';

/**
 * Starts the coordinator and, unless --no-demo, the clients and a run, and stays up until something
 * fails, or with --exit until the run has completed.
 * @param onEnd called when the run has ended; with null unless it has completed
 * @throws {StartError} with a sentence that says what to do
 */
export const runMainJob = async (
  job: Job,
  onEnd: (result: RunResult | null) => void,
): Promise<void> => {
  const { options, terminal } = job;
  const digits = options.demo ? await chooseData(job) : null;
  const coordinator = await startJobCoordinator(job, digits);
  const addresses = { ...coordinator.ready, host: options.host, https: options.https };
  terminal.print(await describeAddresses(addresses, { qrCode: !options.exit }));
  if (digits === null) {
    terminal.print('\nThe coordinator is up. Ctrl-C stops it.');
    return coordinator.child.failed;
  }
  return trainDemo(job, { coordinator, digits, onEnd });
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
): Promise<JobCoordinator> => {
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
