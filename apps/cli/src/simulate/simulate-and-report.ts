import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type SimulationResult, summarise, toCsv } from '@tributary/simulator';
import { runSimulation } from '@tributary/simulator/node';
import { drawReport } from '@tributary/simulator/report';
import { createTerminal } from '@tributary/terminal';
import { UsageError } from '../usage-error.ts';
import type { SimulateOptions } from './options.ts';
import { createProgressView } from './progress-view.ts';
import { quoteForShell } from './quote-for-shell.ts';
import { readSimulation } from './read-simulation.ts';
import { describeInMarkdown, describeSummary } from './summary-table.ts';

/** Runs a federation on virtual clients, shows how far it is, and keeps what came of it in files. */
export const simulateAndReport = async (
  options: SimulateOptions,
  signal: AbortSignal,
): Promise<void> => {
  const terminal = createTerminal(process.stderr);
  signal.addEventListener('abort', () => {
    terminal.show('');
    terminal.print('Stopping. The same command goes on where it was last saved.');
  });
  const simulation = await readSimulation(options).catch((error: Error) => {
    throw error instanceof RangeError ? new UsageError(error.message) : error;
  });
  const folder = options.out ?? join('.tributary', 'simulations', simulation.name);
  const view = createProgressView(terminal, simulation);
  const result = await runSimulation(simulation, {
    data: { dataDir: options.dataDir, offline: options.offline },
    folder,
    threads: options.threads,
    onProgress: view.show,
    signal,
  });
  terminal.show('');
  await keep(result, folder);
  terminal.print(describeSummary(result));
  terminal.print(`\nWritten to ${folder}: report.html, summary.md, result.json, rounds.csv.`);
  if (options.json) process.stdout.write(`${JSON.stringify(summarise(result))}\n`);
};

const keep = async (result: SimulationResult, folder: string): Promise<void> => {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'result.json'), `${JSON.stringify(result, null, 1)}\n`);
  await writeFile(join(folder, 'rounds.csv'), toCsv(result));
  await writeFile(join(folder, 'report.html'), drawReport(result));
  const command = ['pnpm tributary', ...process.argv.slice(2).map(quoteForShell)].join(' ');
  await writeFile(join(folder, 'summary.md'), describeInMarkdown(result, command));
};
