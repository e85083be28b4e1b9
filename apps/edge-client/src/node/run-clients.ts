import { hostname } from 'node:os';
import { join } from 'node:path';
import {
  type ClientState,
  type DataProvider,
  demoShard,
  initialClientState,
  joinRun,
} from '@tributary/client';
import {
  createFileIdentityStore,
  createFileMemories,
  createFileUpdates,
} from '@tributary/client/node';
import { type FileDataOptions, fileData } from '@tributary/local-data/node';
import type { BackendName } from '@tributary/trainer';
import { createNodeTrainer } from '@tributary/trainer/node';
import { describeReport } from './describe-report.ts';
import type { JoinTarget } from './join-target.ts';
import { createLocalData } from './local-data.ts';
import { nodePlatform } from './node-platform.ts';
import { progressLines } from './progress-lines.ts';

export interface RunClientsOptions extends JoinTarget {
  readonly count: number;
  /** Clients are called `<name>-1`, `<name>-2`, … */
  readonly name: string;
  /** A directory, or `demo` for shards that the coordinator hands out. */
  readonly data: string;
  /** Trains on this file or folder of somebody's own instead; of one client alone. */
  readonly own?: OwnFile;
  readonly backend?: BackendName;
  readonly identityDir?: string;
  /** Whether to trust a coordinator's self-made certificate. */
  readonly insecure?: boolean;
  /** Aborting it makes every client leave. */
  readonly signal: AbortSignal;
  /** Told what happens, and to which client. */
  readonly print: (line: string, client?: string) => void;
}

/** How somebody's own data are read. */
export type OwnFile = Omit<FileDataOptions, 'onReport'>;

const REMINDER_MS = 15_000;

/**
 * Runs several clients in this process, each with a training thread of its own, until they are told
 * to leave, are refused, or none of them will ever get ready.
 * @returns whether they left of their own accord.
 */
export const runClients = async (options: RunClientsOptions): Promise<boolean> => {
  const { url, count, signal, print } = options;
  const giveUp = new AbortController();
  const states: ClientState[] = Array.from({ length: count }, () => initialClientState);
  const dataFor = dataSource(options);
  const clients = states.map((_, index) =>
    startClient(options, {
      name: `${options.name}-${index + 1}`,
      data: dataFor(index),
      signal: AbortSignal.any([signal, giveUp.signal]),
      onState: (state) => {
        states[index] = state;
        if (states.every(isHelpless)) giveUp.abort();
      },
    }),
  );
  const reminder = setInterval(() => {
    const away = states.filter(({ connection }) => isAway(connection)).length;
    if (away > 0) print(`${away} of ${count} clients cannot reach ${url}, still trying`);
  }, REMINDER_MS);
  await Promise.all(clients);
  clearInterval(reminder);
  return !giveUp.signal.aborted && states.every(({ connection }) => connection === 'left');
};

const isAway = (connection: ClientState['connection']): boolean =>
  connection === 'connecting' || connection === 'reconnecting';

/** It is of no use to any run, and will not be by itself. */
const isHelpless = ({ problem, enrolled }: ClientState): boolean =>
  problem?.willRetry === false && !enrolled;

interface OneClient {
  readonly name: string;
  readonly data: DataProvider;
  readonly signal: AbortSignal;
  readonly onState: (state: ClientState) => void;
}

/** Resolves when the client has ended. */
const startClient = (
  { url, token, backend, identityDir, insecure, print }: RunClientsOptions,
  { name, data, signal, onState }: OneClient,
): Promise<void> => {
  const trainer = createNodeTrainer();
  let last = initialClientState;
  const client = joinRun({
    url,
    token,
    data,
    trainer,
    device: { kind: 'node', name, platform: nodePlatform(process.platform) },
    ...(backend && { backend }),
    ...(insecure && { acceptSelfSigned: true }),
    ...(identityDir && filesOf(join(identityDir, name), url)),
    signal,
    onState: (state) => {
      for (const line of progressLines(last, state)) print(line, name);
      last = state;
      onState(state);
    },
  });
  return client.ended.then(() => trainer.close());
};

/** What a client keeps over restarts: who it is, what it remembers of its runs, what it has finished. */
const filesOf = (path: string, url: string) => ({
  identities: createFileIdentityStore(`${path}.json`, url),
  memories: createFileMemories(path),
  updates: createFileUpdates(path),
});

/** Clients of one process get different demo shards, and the same ones at the next start. */
const dataSource = (options: RunClientsOptions): ((index: number) => DataProvider) => {
  const { url, token, data, own, name, count, print } = options;
  if (own) {
    const provider = fileData({
      ...own,
      onReport: (report) => print(describeReport(own.path, report)),
    });
    return () => provider;
  }
  if (data === 'demo') {
    return (offset) => demoShard({ url, token, key: `${hostname()} ${name}`, offset });
  }
  const localData = createLocalData(data);
  return (index) => localData({ client: index, of: count });
};
