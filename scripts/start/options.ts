import { resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';

/** What `npm start` was asked to do. */
export interface StartOptions {
  readonly clients: number;
  readonly rounds: number;
  /** End when the run has completed. */
  readonly exit: boolean;
  /** The result as one JSON object on the last line of stdout; everything else goes to stderr. */
  readonly json: boolean;
  readonly port: number;
  readonly host: string;
  readonly https: boolean;
  /** Absolute; absent when the cache or a mirror is to be used. */
  readonly dataDir?: string | undefined;
  /** Whether clients and a run are started, or the coordinator alone. */
  readonly demo: boolean;
  /** Absolute; absent when the state is to be thrown away at the end. */
  readonly stateDir?: string | undefined;
}

const wholeNumber = (least: number, most: number) => (text: string) => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
  }
  return value;
};

/** Flags that were not given are absent. */
type Given = Omit<StartOptions, Flag> & { readonly [flag in Flag]?: true };
type Flag = 'exit' | 'json' | 'https';

const EXAMPLES = `
Examples:
  npm start
  npm start -- --clients 5 --rounds 10 --exit --json
  npm start -- --host 0.0.0.0 --https      (other devices can join)`;

/** The command-line interface of `npm start`. It exits by itself after --help and on a wrong option. */
export const createStartCommand = (): Command =>
  new Command('npm start --')
    .description('Train a model across real clients, and watch it on the dashboard.')
    .option('--clients <n>', 'how many Node clients to start', wholeNumber(1, 200), 5)
    .option('--rounds <n>', 'how many rounds to train', wholeNumber(1, 100_000), 10)
    .option('--exit', 'end when the run has completed')
    .option('--json', 'print the result as JSON on the last line of stdout')
    .option('--port <n>', 'where the coordinator listens; 0 picks', wholeNumber(0, 65_535), 8080)
    .option('--host <address>', 'the address to listen on; 0.0.0.0 lets others in', '127.0.0.1')
    .option('--https', 'serve over TLS with a certificate made on the spot')
    .addOption(
      new Option('--data-dir <dir>', 'where data sets lie (mnist/…)').env('TRIBUTARY_DATA_DIR'),
    )
    .option('--no-demo', 'start the coordinator alone, without clients and a run')
    .option(
      '--state-dir <dir>',
      'database and checkpoints (.tributary; with --exit a temporary folder)',
    )
    .addHelpText('after', EXAMPLES)
    .allowExcessArguments(false);

/** @param args what follows `npm start --` */
export const parseStartOptions = (
  args: readonly string[],
  command = createStartCommand(),
): StartOptions => {
  const given = command.parse([...args], { from: 'user' }).opts<Given>();
  if (given.exit && !given.demo) {
    command.error(
      'error: --exit waits for a run, and --no-demo starts none. Leave one of them out.',
    );
  }
  const stateDir = given.stateDir ?? (given.exit ? undefined : '.tributary');
  return {
    ...given,
    exit: given.exit === true,
    json: given.json === true,
    https: given.https === true,
    dataDir: given.dataDir ? resolve(given.dataDir) : undefined,
    stateDir: stateDir === undefined ? undefined : resolve(stateDir),
  };
};
