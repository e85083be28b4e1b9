import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';
import { EXIT, jsonError } from './exit-codes.ts';

/** A program of another app: where it lies in the repository, and beside this one in a bundle. */
interface AppEntry {
  readonly about: string;
  readonly source: string;
  readonly bundled: string;
}

/** Commands that are programs of their own. Their options are theirs, `--help` too. */
export const apps: Readonly<Record<string, AppEntry>> = {
  coordinator: {
    about: 'Serve runs, the dashboard and the page for devices.',
    source: '../../coordinator/src/main.ts',
    bundled: './main.mjs',
  },
  client: {
    about: 'Lend this machine to a run: train on local data and send model deltas.',
    source: '../../edge-client/src/node/main.ts',
    bundled: './client.mjs',
  },
  replay: {
    about: 'Check what a coordinator keeps of a run: its log and its models.',
    source: '../../coordinator/src/replay/main.ts',
    bundled: './replay.mjs',
  },
};

/** Starts the app's program in a process of its own, which ends with this one. @returns its exit code */
export const runApp = (name: string, args: readonly string[]): Promise<number> => {
  const command = commandOf(apps[name] as AppEntry);
  const isJson = args.includes('--json');
  if (name === 'coordinator' && isJson) {
    return runCoordinatorForPrograms(
      command,
      args.filter((arg) => arg !== '--json'),
    );
  }
  const watch = ['--import', new URL('end-with-parent.mjs', import.meta.url).href];
  // The edge client's program has subcommands of its own.
  const rest = name === 'client' ? [name, ...args] : args;
  // The pipe says nothing: it breaks when this process is gone, however it went.
  const child = spawn(process.execPath, [...watch, ...command, ...rest], {
    stdio: ['inherit', 'inherit', isJson ? 'pipe' : 'inherit', 'pipe'],
  });
  return isJson ? endForPrograms(child, holdErrors(child)) : endOf(child);
};

/**
 * The coordinator tells a program that started it where it is, by a channel that also ends it. What is printed may be
 * kept as a log, so no token is.
 */
const runCoordinatorForPrograms = (
  command: readonly string[],
  args: readonly string[],
): Promise<number> => {
  const child = spawn(process.execPath, [...command, ...args], {
    stdio: ['inherit', 'inherit', 'pipe', 'ipc'],
  });
  const errors = holdErrors(child);
  child.once('message', ({ url, adminTokenSource }: Record<string, unknown>) => {
    process.stdout.write(`${JSON.stringify({ event: 'ready', url, adminTokenSource })}\n`);
    errors.release();
  });
  return endForPrograms(child, errors);
};

/** What a program says on standard error until it is known whether that is why it ends. */
interface HeldErrors {
  /** What is held is said, and what comes from now on at once. */
  release(): void;
  /** Takes out what is held. */
  take(): string;
}

/** More than an error needs. */
const MOST_HELD = 65_536;

const holdErrors = (child: ChildProcess): HeldErrors => {
  let held: string | null = '';
  const take = (): string => {
    const taken = held ?? '';
    held = '';
    return taken;
  };
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    if (held === null) process.stderr.write(text);
    else held = (held + text).slice(-MOST_HELD);
  });
  return {
    take,
    release: () => {
      process.stderr.write(take());
      held = null;
    },
  };
};

/** Programs are told in JSON why it failed, whatever words the app has for it. */
const endForPrograms = async (child: ChildProcess, errors: HeldErrors): Promise<number> => {
  const code = await endOf(child);
  const said = errors.take();
  const isError = said !== '' && code !== EXIT.done;
  const error = jsonError(code === EXIT.usage ? 'usage' : 'failed', said);
  process.stderr.write(isError ? `${error}\n` : said);
  return code;
};

const endOf = (child: ChildProcess): Promise<number> =>
  new Promise((resolve, reject) => {
    // Ctrl-C reaches the child by itself; asked to end once more, and otherwise, it goes on ending.
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(name, () => child.kill('SIGTERM'));
    }
    child.once('error', reject);
    // When all that it said has been read.
    child.once('close', (code, signal) =>
      resolve(signal === null ? (code ?? 1) : 128 + constants.signals[signal]),
    );
  });

/** What Node runs: the program's bundle, or its source through the loader of TypeScript. */
const commandOf = ({ source, bundled }: AppEntry): readonly string[] => {
  const built = fileURLToPath(new URL(bundled, import.meta.url));
  if (existsSync(built)) return [built];
  return ['--import', import.meta.resolve('tsx'), fileURLToPath(new URL(source, import.meta.url))];
};
