import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { JoinTargetError, parseJoinTarget } from './join-target.ts';
import { type OwnFile, type RunClientsOptions, runClients } from './run-clients.ts';

type ClientFlags = Omit<RunClientsOptions, 'url' | 'token' | 'own' | 'signal' | 'print'> & {
  readonly url?: string;
  readonly token?: string;
  readonly json?: boolean;
  readonly file?: string;
  readonly images?: string;
  readonly header?: boolean;
  readonly leaveOutFaulty?: boolean;
};

/** A device has its own data once, so they are one client's. */
const ownFile = ({
  file,
  images,
  header,
  leaveOutFaulty,
  count,
}: ClientFlags): OwnFile | undefined => {
  const path = file ?? images;
  if (path === undefined) return undefined;
  if (count > 1) program.error('A file is the data of one client: leave --count out.');
  return {
    path,
    ...(header === false && { hasHeader: false }),
    ...(leaveOutFaulty && { leaveOutFaulty }),
  };
};

const parseCount = (text: string): number => {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) {
    throw new InvalidArgumentError('It must be a whole number of clients, at least 1.');
  }
  return count;
};

/** @param client whose line it is; nobody's in particular when absent */
const printLine = (line: string, client?: string): void =>
  console.log(client === undefined ? line : `${client}: ${line}`);

const printJson = (line: string, client?: string): void =>
  console.log(JSON.stringify({ at: Date.now(), client, line }));

const joinAndStay = async (flags: ClientFlags): Promise<void> => {
  const target = parseJoinTarget(flags);
  const own = ownFile(flags);
  // Node's fetch asks nothing else; the socket is told by its own option.
  if (flags.insecure) process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
  const leaving = new AbortController();
  for (const sign of ['SIGINT', 'SIGTERM'] as const) {
    process.once(sign, () => leaving.abort());
  }
  // When it was forked, it ends with its parent.
  process.once('disconnect', () => leaving.abort());
  const print = flags.json ? printJson : printLine;
  print(`joining ${target.url} with ${flags.count} client${flags.count === 1 ? '' : 's'}`);
  const isContent = await runClients({
    ...flags,
    ...target,
    ...(own && { own }),
    signal: leaving.signal,
    print,
  });
  process.exit(isContent ? 0 : 1);
};

const program = new Command('tributary')
  .description('Federated learning on this machine.')
  .exitOverride();

program
  .command('client')
  .description('Lend this machine to a run: train on local data and send model deltas.')
  .option('--url <url>', "the coordinator's address, e.g. http://localhost:8080")
  .option('--token <token>', 'a join token, or a whole join link')
  .option('--data <dir>', 'a data directory, or "demo" for shards of public data', 'demo')
  .addOption(
    new Option(
      '--file <path>',
      'train on a table or text of your own; it is checked, never sent',
    ).conflicts(['data', 'images']),
  )
  .addOption(
    new Option(
      '--images <dir>',
      'train on pictures of your own, in a folder for each class',
    ).conflicts('data'),
  )
  .option(
    '--no-header',
    'the table has no row of names: its columns stand in the order of the schema',
  )
  .option('--leave-out-faulty', 'go on without rows or pictures that have a fault')
  .option('--count <n>', 'how many clients to run in this process', parseCount, 1)
  .addOption(
    new Option('--backend <name>', 'train on this backend or not at all').choices([
      'webgpu',
      'wasm',
      'cpu',
    ]),
  )
  .option('--name <name>', 'what the clients are called in lists', 'edge')
  .option('--identity-dir <dir>', 'keep identities here, to be the same clients at the next start')
  .option('--insecure', 'accept a self-signed certificate')
  .option('--json', 'print a line of JSON for each of what happens')
  .action(joinAndStay);

/** The words of the command were wrong. */
const USAGE = 2;

program.parseAsync().catch((error: unknown) => {
  // Of these the sentence was printed already.
  if (error instanceof CommanderError) process.exit(error.exitCode === 0 ? 0 : USAGE);
  console.error(error instanceof Error ? error.message : error);
  process.exit(error instanceof JoinTargetError ? USAGE : 1);
});
