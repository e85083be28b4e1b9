/** `pnpm simulate <preset|config.json>`: a federation on virtual clients. See --help. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatasetError } from '@tributary/model-zoo';
import { presets, summarise, toCsv } from '@tributary/simulator';
import { runSimulation } from '@tributary/simulator/node';
import { drawReport } from '@tributary/simulator/report';
import { prettifyError, ZodError } from 'zod';
import { parseSimulateOptions } from './simulate/options.ts';
import { createProgressView } from './simulate/progress-view.ts';
import { quoteForShell } from './simulate/quote-for-shell.ts';
import { readSimulation } from './simulate/read-simulation.ts';
import { describeInMarkdown, describeSummary } from './simulate/summary-table.ts';
import { createTerminal } from './start/terminal.ts';

const options = parseSimulateOptions(process.argv.slice(2), presets.entries);
const terminal = createTerminal(process.stderr);
const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (interrupted.signal.aborted) process.exit(130);
    terminal.show('');
    terminal.print('Stopping …');
    interrupted.abort(new Error('interrupted'));
  });
}

try {
  const simulation = await readSimulation(options);
  const folder = options.out ?? join('.tributary', 'simulations', simulation.name);
  const view = createProgressView(terminal, simulation);
  const result = await runSimulation(simulation, {
    data: { dataDir: options.dataDir, offline: options.offline },
    folder,
    threads: options.threads,
    onProgress: view.show,
    signal: interrupted.signal,
  });
  terminal.show('');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'result.json'), `${JSON.stringify(result, null, 1)}\n`);
  await writeFile(join(folder, 'rounds.csv'), toCsv(result));
  await writeFile(join(folder, 'report.html'), drawReport(result));
  const command = ['pnpm simulate', ...process.argv.slice(2).map(quoteForShell)].join(' ');
  await writeFile(join(folder, 'summary.md'), describeInMarkdown(result, command));
  terminal.print(describeSummary(result));
  terminal.print(`\nWritten to ${folder}: report.html, summary.md, result.json, rounds.csv.`);
  if (options.json) console.log(JSON.stringify(summarise(result)));
} catch (error) {
  terminal.show('');
  if (interrupted.signal.aborted) {
    terminal.print('Interrupted. The same command goes on where it was last saved.');
    process.exit(130);
  }
  const isExpected = error instanceof DatasetError || error instanceof RangeError;
  if (error instanceof ZodError) console.error(prettifyError(error));
  else console.error(isExpected ? (error as Error).message : error);
  process.exitCode = 1;
}
