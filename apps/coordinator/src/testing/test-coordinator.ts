import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { RunConfigInput, RunDetail } from '@tributary/protocol';
import { copyTemplate } from '../../../../scripts/test/copy-template.ts';
import type { CoordinatorConfig } from '../config.ts';
import { type RunningCoordinator, startCoordinator } from '../server.ts';
import { dropTestDatabase, testDatabaseFor } from './test-database.ts';

/** A real coordinator on a free port with a state folder and a database of its own. */
export interface TestCoordinator extends RunningCoordinator {
  /** Calls the API as the admin; throws on a refusal unless `raw`. */
  admin<Body = unknown>(method: string, path: string, body?: unknown): Promise<Body>;
  createRun(overrides?: Partial<RunConfigInput>): Promise<RunDetail>;
  /** Ends it and starts another one on the same state. */
  restart(): Promise<TestCoordinator>;
  /** Ends it and removes the state. */
  destroy(): Promise<void>;
}

/** The smallest task there is: no files, 7,850 weights. */
export const smallRun: RunConfigInput = {
  name: 'Test run',
  task: { dataset: 'synthetic-digits', model: 'logistic-regression' },
  partition: { partitioner: 'NaturalIdPartitioner' },
  rounds: 2,
  cohort: { minClients: 2 },
  reporting: { deadlineMs: 60_000, quorum: 0.5 },
};

let engine: Promise<WebAssembly.Module> | undefined;

/** As long as this process has PGlite's module, V8 does not compile and optimise it anew for every thread. */
const keepEngine = (): Promise<WebAssembly.Module> => {
  engine ??= (async () => {
    const folder = dirname(createRequire(import.meta.url).resolve('@electric-sql/pglite'));
    return WebAssembly.compile(await readFile(join(folder, 'pglite.wasm')));
  })();
  return engine;
};

export const startTestCoordinator = async (
  overrides: Partial<CoordinatorConfig> = {},
): Promise<TestCoordinator> => {
  const stateDir = overrides.stateDir ?? (await mkdtemp(join(tmpdir(), 'tributary-test-')));
  const config: CoordinatorConfig = {
    host: '127.0.0.1',
    port: 0,
    stateDir,
    databaseUrl: await testDatabaseFor(stateDir),
    offline: true,
    https: false,
    logLevel: 'silent',
    ...overrides,
  };
  if (config.databaseUrl === undefined) {
    await keepEngine();
    await copyTemplate(stateDir);
  }
  const running = await startCoordinator(config);
  const admin = async <Body>(method: string, path: string, body?: unknown): Promise<Body> => {
    const response = await fetch(running.url + path, {
      method,
      headers: {
        authorization: `Bearer ${running.adminToken}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as Body;
    if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
    return answer;
  };
  return {
    ...running,
    admin,
    createRun: (changes = {}) => admin<RunDetail>('POST', '/api/runs', { ...smallRun, ...changes }),
    restart: async () => {
      await running.close();
      return startTestCoordinator({ ...overrides, stateDir });
    },
    destroy: async () => {
      await running.close();
      await rm(stateDir, { recursive: true, force: true });
      await dropTestDatabase(stateDir);
    },
  };
};
