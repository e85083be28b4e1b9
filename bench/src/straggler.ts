import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runConfigSchema } from '@tributary/protocol';
import type { RunState } from '@tributary/rounds';
import { createAdminApi } from '../../scripts/start/admin-api.ts';
import { type CoordinatorReady, startCoordinator } from '../../scripts/start/services.ts';
import { copyTemplate } from '../../scripts/test/copy-template.ts';
import { median } from './median.ts';
import { connectTimedClient } from './straggler/timed-client.ts';

const FAST_CLIENTS = 4;
/** So many times as long as the others does the slow one take. */
const SLOWDOWN = 10;
const MAX_RATIO = 1.3;

export interface StragglerOptions {
  /** So many are measured in each run, after one more that also loads the evaluation worker. */
  readonly rounds: number;
  /** What a fast client's training takes. */
  readonly workMs: number;
}

/** Medians over the rounds, from the plans going out to the commit. */
export interface StragglerFigures {
  readonly rounds: number;
  readonly fastMs: number;
  readonly withStragglerMs: number;
  readonly ratio: number;
}

/**
 * How much longer rounds take when one of five clients is ten times slower than the others, whose deadline
 * adapts: a coordinator in a process of its own, scripted clients over real sockets.
 */
export const benchStraggler = async (json: boolean, options: StragglerOptions): Promise<void> => {
  const figures = await measureStraggler(options);
  const { fastMs, withStragglerMs, ratio } = figures;
  if (!json) {
    console.table([
      { clients: `${FAST_CLIENTS} alike`, roundMs: fastMs, ratio: 1 },
      { clients: `and one ${SLOWDOWN} times slower`, roundMs: withStragglerMs, ratio },
    ]);
  }
  console.log(JSON.stringify(figures));
  if (ratio > MAX_RATIO) {
    console.error(`Rounds take ${ratio} times as long; at most ${MAX_RATIO} is promised.`);
    process.exitCode = 1;
  }
};

export const measureStraggler = async ({
  rounds,
  workMs,
}: StragglerOptions): Promise<StragglerFigures> => {
  const stateDir = await mkdtemp(join(tmpdir(), 'tributary-bench-'));
  await copyTemplate(stateDir);
  const { child, ready } = startCoordinator({
    ...{ port: 0, host: '127.0.0.1', https: false, offline: true },
    ...{ dataDir: undefined, stateDir },
  });
  try {
    const coordinator = await ready;
    const fast = Array<number>(FAST_CLIENTS).fill(workMs);
    const medianMs = async (workTimesMs: readonly number[]) =>
      Math.round(median(await timeRounds(coordinator, { rounds, workTimesMs })));
    const fastMs = await medianMs(fast);
    const withStragglerMs = await medianMs([...fast, SLOWDOWN * workMs]);
    const ratio = Number((withStragglerMs / fastMs).toFixed(3));
    return { rounds, fastMs, withStragglerMs, ratio };
  } finally {
    await child.end();
    await rm(stateDir, { recursive: true, force: true });
  }
};

/** A run with a client for each of the times; the first of its rounds is left out. */
const timeRounds = async (
  coordinator: CoordinatorReady,
  { rounds, workTimesMs }: { readonly rounds: number; readonly workTimesMs: readonly number[] },
): Promise<number[]> => {
  const api = createAdminApi(coordinator);
  const { summary } = await api.createRun(configOf(rounds + 1, workTimesMs.length));
  const { token } = await api.invite(summary.runId);
  const clients = await Promise.all(
    workTimesMs.map((workMs) => connectTimedClient({ url: coordinator.url, token, workMs })),
  );
  try {
    await api.actOnRun(summary.runId, 'start');
    const { history } = await completed(coordinator, summary.runId);
    return history.slice(1).map(({ openedAt, committedAt }) => committedAt - openedAt);
  } finally {
    for (const client of clients) client.close();
  }
};

/** The smallest model there is; all clients take part in every round. */
const configOf = (rounds: number, clients: number) =>
  runConfigSchema.parse({
    name: `${clients} clients`,
    task: { dataset: 'synthetic-digits', model: 'logistic-regression' },
    partition: { partitioner: 'NaturalIdPartitioner' },
    rounds,
    cohort: { minClients: clients },
    reporting: { adaptive: {} },
  });

const completed = async (coordinator: CoordinatorReady, runId: string): Promise<RunState> => {
  const api = createAdminApi(coordinator);
  const { config } = await api.getRun(runId);
  return new Promise((resolve, reject) => {
    const stop = api.watchRun({
      runId,
      config,
      onState: (state) => {
        if (state.status !== 'completed' && state.status !== 'paused') return;
        stop();
        if (state.status === 'completed') resolve(state);
        else reject(new Error(state.statusReason ?? 'The run paused.'));
      },
      onProgress: () => undefined,
      onRefused: reject,
    });
  });
};
