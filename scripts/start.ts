/** `npm start`: a real model, trained across real clients, from one command. See --help. */
import { ApiError } from '@tributary/api-client';
import { DatasetError } from '@tributary/model-zoo';
import { createTerminal, type RunResult } from '@tributary/terminal';
import { runMainJob } from './start/main-job.ts';
import { parseStartOptions } from './start/options.ts';
import { StartError } from './start/start-error.ts';
import type { CleanUp } from './start/train-demo.ts';

const options = parseStartOptions(process.argv.slice(2));
const terminal = createTerminal(options.json ? process.stderr : process.stdout);
const cleanUp: CleanUp = [];
/** Null when the run ended without completing; undefined while there is work to be done. */
let result: RunResult | null | undefined;
let isEnding = false;

const end = async (exitCode: number) => {
  if (isEnding) return;
  isEnding = true;
  for (const step of cleanUp.reverse()) await step();
  if (options.json && options.exit && result && exitCode === 0) {
    console.log(JSON.stringify(result));
  }
  process.exit(exitCode);
};

const interrupt = (signalNumber: number) => () => {
  if (isEnding) return;
  terminal.show('');
  terminal.print('Stopping …');
  // Stopping what has done its work is no failure.
  void end(!options.demo || result !== undefined ? 0 : 128 + signalNumber);
};
process.on('SIGINT', interrupt(2));
process.on('SIGTERM', interrupt(15));
process.on('SIGHUP', interrupt(1));
// The process that started this one is gone.
process.on('disconnect', interrupt(1));

try {
  await runMainJob({ options, terminal, cleanUp }, (ended) => {
    result = ended;
    if (options.json && !options.exit && ended) console.log(JSON.stringify(ended));
  });
  await end(0);
} catch (error) {
  if (!isEnding) {
    terminal.show('');
    const isExpected = [StartError, ApiError, DatasetError].some((known) => error instanceof known);
    console.error(isExpected ? `\n${(error as Error).message}` : error);
    await end(1);
  }
}
