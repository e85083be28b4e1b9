import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { COMPILED } from '../../scripts/build/programs.ts';
import { programOf } from '../../scripts/start/program-of.ts';
import type { Sabotage } from './sabotage.ts';

const BUNDLE = fileURLToPath(new URL('../../apps/coordinator/dist/main.mjs', import.meta.url));
const SABOTEUR = new URL('saboteur.mjs', import.meta.url).href;

const READY_LIMIT_MS = 60_000;

export interface VictimOptions {
  readonly port: number;
  readonly stateDir: string;
  readonly databaseUrl?: string | undefined;
  readonly sabotage: Sabotage;
}

/** A coordinator process that may die at any moment. */
export interface Victim {
  /** Null when it died before it was ready. */
  readonly ready: Promise<VictimAddress | null>;
  /** Resolves with `performance.now()` of its end. */
  readonly ended: Promise<number>;
  kill(): void;
}

export interface VictimAddress {
  readonly url: string;
  readonly adminToken: string;
  readonly joinToken: string;
  /** `performance.now()` */
  readonly at: number;
}

/** The bundle where it was built; the source otherwise, and in a run of tests what that has compiled. */
const program = () => {
  const isBuilt = process.env[COMPILED] === undefined && existsSync(BUNDLE);
  return isBuilt ? { execArgv: [], entry: BUNDLE } : programOf('apps/coordinator/src/main.ts');
};

/** Starts the coordinator. */
export const startVictim = ({ port, stateDir, databaseUrl, sabotage }: VictimOptions): Victim => {
  const { execArgv, entry } = program();
  const child = spawn(
    process.execPath,
    [
      ...[
        '--import',
        SABOTEUR,
        ...execArgv,
        entry,
        '--port',
        String(port),
        '--state-dir',
        stateDir,
      ],
      ...['--offline', '--log-level', 'error'],
    ],
    {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: {
        ...process.env,
        TRIBUTARY_SABOTAGE: JSON.stringify(sabotage),
        ...(databaseUrl && { DATABASE_URL: databaseUrl }),
      },
    },
  );
  const ended = new Promise<number>((resolve) => {
    child.once('exit', () => resolve(performance.now()));
  });
  return { ready: readyOf(child), ended, kill: () => void child.kill('SIGKILL') };
};

const readyOf = (child: ChildProcess): Promise<VictimAddress | null> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`The coordinator was not ready after ${READY_LIMIT_MS / 1000} s.`));
    }, READY_LIMIT_MS);
    child.on('message', (message: { readonly type: string } & Omit<VictimAddress, 'at'>) => {
      if (message.type !== 'ready') return;
      clearTimeout(timer);
      resolve({ ...message, at: performance.now() });
    });
    child.once('exit', () => {
      clearTimeout(timer);
      resolve(null);
    });
  });
