import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createAdminApi } from '../../scripts/start/admin-api.ts';
import { keepLastLines } from '../../scripts/start/child-processes.ts';

const OBSERVER = new URL('observer.mjs', import.meta.url).href;

const READY_LIMIT_MS = 120_000;

/** What the coordinator's process says of itself, of the time since it was last asked. */
export interface Observation {
  readonly type: 'observed';
  /** How late timers were, beyond what was asked for. */
  readonly lag: { readonly p50Ms: number; readonly p99Ms: number; readonly maxMs: number };
  readonly memory: NodeJS.MemoryUsage;
  /** Microseconds since its start. */
  readonly cpuMs: NodeJS.CpuUsage;
}

interface Ready {
  readonly type: 'ready';
  readonly url: string;
  readonly adminToken: string;
  readonly joinToken: string;
}

export interface ObservedOptions {
  /** The path of its bundle. */
  readonly program: string;
  /** 0 picks a free one. */
  readonly port: number;
  readonly stateDir: string;
}

/** The coordinator's bundle in a process of its own, with its normal limits. */
export type ObservedCoordinator = Awaited<ReturnType<typeof startObserved>>;

/** @throws {Error} when it does not start */
export const startObserved = async ({ program, port, stateDir }: ObservedOptions) => {
  const child = fork(
    program,
    ['--port', String(port), '--state-dir', stateDir, '--offline', '--log-level', 'warn'],
    {
      execArgv: ['--import', OBSERVER],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  );
  const endWithThis = () => child.kill('SIGKILL');
  process.once('exit', endWithThis);
  child.once('exit', () => process.off('exit', endWithThis));
  const lastLines = keepLastLines(child);
  const ready = await readyOf(child, lastLines);
  const url = ready.url.replace('localhost', '127.0.0.1');
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };
  return {
    ...createAdminApi({ ...ready, url }),
    url,
    port: Number(new URL(url).port),
    joinToken: ready.joinToken,
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    lastLines,
    observe: (): Promise<Observation> =>
      new Promise((resolve) => {
        const answer = (message: Observation | Ready) => {
          if (message.type !== 'observed') return;
          child.off('message', answer);
          resolve(message);
        };
        child.on('message', answer);
        child.send({ type: 'observe' });
      }),
    /** Gives back what nobody uses any more. */
    collect: () => child.send({ type: 'collect' }),
    /** Resident memory, KB. */
    rssKB: async () => {
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
      return Number(status.match(/VmRSS:\s+(\d+)/)?.[1] ?? 0);
    },
    kill: () => end('SIGKILL'),
    end: () => end('SIGTERM'),
  };
};

const readyOf = (child: ChildProcess, lastLines: () => readonly string[]): Promise<Ready> =>
  new Promise((resolve, reject) => {
    const fail = (how: string) =>
      reject(new Error([`The coordinator ${how}.`, ...lastLines()].join('\n')));
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      fail(`was not ready after ${READY_LIMIT_MS / 1000} s`);
    }, READY_LIMIT_MS);
    child.on('message', (message: Ready) => {
      if (message.type !== 'ready') return;
      clearTimeout(timer);
      resolve(message);
    });
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      fail(`ended with ${signal ?? code}`);
    });
  });
