import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolveDigits } from '@tributary/model-zoo/node';
import { type RoundRecord, type RunState, reportedMembers } from '@tributary/rounds';
import { createTerminal } from '@tributary/terminal';
import { createAdminApi } from '../../scripts/start/admin-api.ts';
import { demoConfig, waitForClients } from '../../scripts/start/demo-run.ts';
import { startCoordinator, startEdgeClients } from '../../scripts/start/services.ts';
import { median } from './median.ts';

const CLIENTS = 5;
/** The first round also loads the evaluation worker; the median is over the others. */
const ROUNDS = 8;

/** A round beside the local training in it. Milliseconds. */
interface RoundTime {
  /** From the plans going out to the commit: download, training, upload, aggregation, evaluation. */
  readonly roundMs: number;
  /** The gradient steps of the cohort's slowest member, as it measured them itself. */
  readonly trainMs: number;
  /** Until the last update was counted. */
  readonly reportMs: number;
  readonly aggregateMs: number;
  readonly evaluateMs: number;
}

/**
 * How long a round of the main job takes beside its local training alone: 5 Node clients, the 2NN,
 * digits split by writer, over real sockets. `overhead` is the median ratio over the rounds.
 */
export const benchRound = async (json: boolean): Promise<void> => {
  const terminal = createTerminal(process.stderr);
  const stateDir = await mkdtemp(join(tmpdir(), 'tributary-bench-'));
  const digits = await resolveDigits({});
  terminal.print(digits.sentence);
  const dataDir = process.env.TRIBUTARY_DATA_DIR;
  const { child, ready } = startCoordinator({
    port: 0,
    host: '127.0.0.1',
    https: false,
    offline: true,
    dataDir,
    stateDir,
  });
  try {
    const coordinator = await ready;
    const api = createAdminApi(coordinator);
    const run = await api.createRun(demoConfig(digits, { clients: CLIENTS, rounds: ROUNDS }));
    const clients = startEdgeClients({
      count: CLIENTS,
      coordinator,
      digits,
      dataDir,
      https: false,
    });
    try {
      await waitForClients(api, CLIENTS, terminal);
      await api.actOnRun(run.summary.runId, 'start');
      const state = await new Promise<RunState>((resolve, reject) => {
        const stop = api.watchRun({
          runId: run.summary.runId,
          config: run.config,
          onState: (latest) => {
            terminal.show(`${latest.history.length} of ${ROUNDS} rounds`);
            if (latest.status !== 'completed') return;
            stop();
            resolve(latest);
          },
          onProgress: () => undefined,
          onRefused: reject,
        });
      });
      terminal.show('');
      report(state.history.slice(1).map(timeOf), json);
    } finally {
      await clients.end();
    }
  } finally {
    await child.end();
    await rm(stateDir, { recursive: true, force: true });
  }
};

const timeOf = (record: RoundRecord): RoundTime => ({
  roundMs: record.committedAt - record.openedAt,
  trainMs: Math.max(...reportedMembers(record.cohort).map(([, { metrics }]) => metrics.trainMs)),
  reportMs: record.closedAt - record.openedAt,
  aggregateMs: record.aggregatedAt - record.closedAt,
  evaluateMs: record.committedAt - record.aggregatedAt,
});

const report = (rounds: readonly RoundTime[], json: boolean): void => {
  const result = {
    roundMs: Math.round(median(rounds.map(({ roundMs }) => roundMs))),
    trainMs: Math.round(median(rounds.map(({ trainMs }) => trainMs))),
    overhead: Number(median(rounds.map(({ roundMs, trainMs }) => roundMs / trainMs)).toFixed(3)),
  };
  if (!json) console.table(rounds);
  console.log(json ? JSON.stringify(result) : result);
};
