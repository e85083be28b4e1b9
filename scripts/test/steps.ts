import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { ensureChromium } from '../browsers/find-chromium.mjs';
import { ensureFirefox } from '../browsers/find-firefox.mjs';
import { type Count, countRunner, countTool } from './count-tests.ts';
import { startPostgres } from './postgres-server.ts';

/** A part of `npm test`. */
export interface Step {
  readonly name: string;
  readonly run: () => Promise<Count>;
}

type Environment = Readonly<Record<string, string>>;

/** Runs a program of the workspace, its output shown as it comes. @returns its exit code */
const run = (command: string, args: readonly string[], env: Environment = {}): Promise<number> =>
  new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
    });
    child.on('error', (error) => {
      console.error(`${command}: ${error.message}`);
      resolve(1);
    });
    child.on('close', (code) => resolve(code ?? 1));
  });

const script = (...args: string[]) => run(process.execPath, ['--import', 'tsx', ...args]);
const tool = (name: string, args: readonly string[], env?: Environment) =>
  run(`node_modules/.bin/${name}`, args, env);

/** Runs a runner that leaves a JSON report, and counts by that. */
const countByReport = async (path: string, runner: () => Promise<number>): Promise<Count> => {
  rmSync(path, { force: true });
  const exitCode = await runner();
  return countRunner(exitCode, readReport(path));
};

const readReport = (path: string) => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
};

const UNIT_REPORT = 'test-results/unit.json';
const POSTGRES_REPORT = 'test-results/postgres.json';
const E2E_REPORT = 'test-results/e2e.json';

const runUnit = () =>
  tool('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile=${UNIT_REPORT}`]);

/** What goes through the database, on a server as it is in production. */
const DATABASE_TESTS = [
  ...[
    'access',
    'api',
    'asynchronous',
    'backup',
    'bad-input',
    'restart',
    'retention',
    'sessions',
    'snapshot',
  ].map((name) => `apps/coordinator/src/${name}.test.ts`),
  'apps/coordinator/src/storage/sql-storage.test.ts',
  'apps/coordinator/src/replay/replay.test.ts',
];

const runOnPostgres = async (): Promise<Count> => {
  const server = await startPostgres();
  if ('missing' in server) {
    console.log(`Skipped: ${server.missing}`);
    return { passed: 0, failed: 0 };
  }
  const env = { TRIBUTARY_TEST_DATABASE_URL: server.url };
  const report = ['--reporter=default', '--reporter=json', `--outputFile=${POSTGRES_REPORT}`];
  try {
    return await countByReport(POSTGRES_REPORT, () =>
      tool('vitest', ['run', ...report, ...DATABASE_TESTS], env),
    );
  } finally {
    await server.stop();
  }
};

/** In real browsers, against the built pages. */
const runE2e = async (): Promise<number> => {
  const built = await run(process.execPath, ['scripts/bootstrap/build-web-apps.mjs']);
  if (built !== 0) return built;
  const browsers = { CHROMIUM_PATH: ensureChromium(), FIREFOX_PATH: ensureFirefox() };
  return tool('playwright', ['test'], browsers);
};

/** Everything that `npm test` runs, in order. */
export const steps: readonly Step[] = [
  {
    name: 'generated',
    run: async () => countTool(await script('scripts/generate.ts', '--check')),
  },
  { name: 'types', run: async () => countTool(await script('scripts/check-types.ts')) },
  { name: 'lint', run: async () => countTool(await tool('biome', ['check', '.'])) },
  { name: 'unit', run: () => countByReport(UNIT_REPORT, runUnit) },
  { name: 'postgres', run: runOnPostgres },
  { name: 'e2e', run: () => countByReport(E2E_REPORT, runE2e) },
];
