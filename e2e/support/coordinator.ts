import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConnectedClient, RunConfigInput, RunDetail } from '@tributary/protocol';
import { type AdminApi, createAdminApi } from '../../scripts/start/admin-api.ts';
import * as services from '../../scripts/start/services.ts';
import { copyTemplate } from '../../scripts/test/copy-template.ts';

/** A coordinator in a process of its own, as a person would start it. */
export interface Coordinator extends services.CoordinatorReady, Omit<AdminApi, 'createRun'> {
  createRun(changes?: Partial<RunConfigInput>): Promise<RunDetail>;
  /** Waits until so many clients are connected. */
  waitForClients(count: number): Promise<ConnectedClient[]>;
  /** Waits until the run has committed so many rounds. */
  waitForRound(runId: string, round: number): Promise<RunDetail>;
  /** Ends the process as a power cut would, and starts another one on the same state and port. */
  killAndRestart(): Promise<Coordinator>;
  end(): Promise<void>;
}

/** A small model on digits that the project draws itself: quick on every backend. */
export const smallRun: RunConfigInput = {
  name: 'Small digits',
  task: { dataset: 'synthetic-digits', model: 'logistic-regression' },
  partition: { partitioner: 'NaturalIdPartitioner' },
  clientWork: { epochs: 1, batchSize: 20, learningRate: 0.1 },
  rounds: 2,
  cohort: { minClients: 2 },
  reporting: { deadlineMs: 90_000 },
};

interface StartOptions {
  readonly stateDir?: string;
  readonly port?: number;
  /** Of pages elsewhere that may join. */
  readonly allowedOrigins?: string;
}

export const startCoordinator = async (options: StartOptions = {}): Promise<Coordinator> => {
  const { allowedOrigins, port = 0 } = options;
  const stateDir = options.stateDir ?? (await mkdtemp(join(tmpdir(), 'tributary-e2e-')));
  await copyTemplate(stateDir);
  const { child, ready } = services.startCoordinator({
    port,
    host: '127.0.0.1',
    https: false,
    dataDir: undefined,
    offline: true,
    stateDir,
    ...(allowedOrigins !== undefined && { allowedOrigins }),
  });
  const access = await ready;
  const api = createAdminApi(access);
  return {
    ...access,
    ...api,
    createRun: (changes = {}) => api.createRun({ ...smallRun, ...changes }),
    waitForClients: (count) =>
      until(`${count} clients`, async () => {
        const connected = await api.listClients();
        return connected.length >= count ? connected : null;
      }),
    waitForRound: (runId, round) =>
      until(`round ${round}`, async () => {
        const detail = await api.getRun(runId);
        return detail.summary.round >= round ? detail : null;
      }),
    killAndRestart: async () => {
      const ended = once(child.process, 'exit');
      child.process.kill('SIGKILL');
      await ended;
      return startCoordinator({ stateDir, port: Number(new URL(access.url).port) });
    },
    end: async () => {
      await child.end();
      await rm(stateDir, { recursive: true, force: true });
    },
  };
};

/** Asks again and again until there is an answer; gives up before the test itself would. */
const until = async <Value>(what: string, ask: () => Promise<Value | null>): Promise<Value> => {
  for (let tries = 0; tries < 500; tries++) {
    // Where the machine has too much to do, the coordinator says so, or hangs up; that passes.
    const value = await ask().catch(nothingYet);
    if (value !== null) return value;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`Waited in vain for ${what}.`);
};

const passing: readonly unknown[] = ['unreachable', 'overloaded'];

const nothingYet = (error: unknown): null => {
  if (error instanceof Error && 'code' in error && passing.includes(error.code)) return null;
  throw error;
};
