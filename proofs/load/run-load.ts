import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunConfigInput } from '@tributary/protocol';
import { percentile } from '../support/percentile.ts';
import { ensureBundle } from './ensure-bundle.ts';
import { type Fleet, startFleet } from './fleet.ts';
import { type ObservedCoordinator, startObserved } from './observed-coordinator.ts';
import type { LoadOptions } from './options.ts';
import { slopeOf } from './slope-of.ts';

/** What the proof says. */
export interface LoadResult {
  readonly clients: number;
  /** Until all clients had come for the first time, ms. */
  readonly connectMs: number;
  /** Resident memory with all clients there, before the first round, MB. */
  readonly rssMB: number;
  /** By how much each of them raised it, KB. */
  readonly kbPerClient: number;
  readonly cohort: number;
  readonly rounds: number;
  /** The median, from the first plan of a round to that of the next, ms. */
  readonly roundMs: number;
  /** How late the event loop was while rounds went on, ms beyond what was asked for. */
  readonly loopLagP99Ms: number;
  readonly loopLagMaxMs: number;
  /** The same while all came, and while all came back. */
  readonly connectLagP99Ms: number;
  readonly backLagP99Ms: number;
  /** Resident memory after the first rounds and after the last, MB, and its growth from round to round, KB. */
  readonly warmRssMB: number;
  readonly endRssMB: number;
  readonly rssSlopeKB: number;
  /** After a `kill -9`: until the coordinator listened again, and until all clients were back, ms. */
  readonly restartMs: number;
  readonly backMs: number;
  /** Updates of clients that came back when their round had gone on, and were told so. */
  readonly late: number;
  /** Connections refused, and updates not accepted. */
  readonly failed: number;
  readonly seconds: number;
}

export interface LoadReport {
  readonly result: LoadResult;
  /** At most twenty of what went wrong, in words. */
  readonly remarks: readonly string[];
}

const SETTLE_MS = 10_000;
const MANY_CLIENTS = 1_000;
/** In the first rounds the engine still compiles, and memory grows to its working size. */
const WARM_UP_SHARE = 0.2;
const MAX_REMARKS = 20;
const STALL_LIMIT_MS = 120_000;
const CONNECT_LIMIT_MS = 180_000;

export const runLoad = async (options: LoadOptions): Promise<LoadReport> => {
  const startedAt = Date.now();
  const stateDir = await mkdtemp(join(tmpdir(), 'tributary-load-'));
  const program = ensureBundle();
  let coordinator = await startObserved({ program, port: 0, stateDir });
  let fleet: Fleet | null = null;
  try {
    const { summary } = await coordinator.createRun(configFor(options));
    const { token } = await coordinator.invite(summary.runId);
    const { url, port } = coordinator;
    const baselineKB = await settledKB(coordinator, options);
    fleet = startFleet({ ...options, url, token });
    const arrival = await watchArrival(fleet, coordinator, options);
    const idleKB = await settledKB(coordinator, options);
    await coordinator.actOnRun(summary.runId, 'start');
    const rounds = await watchRounds(fleet, coordinator, options);
    const killedAt = performance.now();
    await coordinator.kill();
    const earlierLines = coordinator.lastLines();
    coordinator = await startObserved({ program, port, stateDir });
    const restartMs = Math.round(performance.now() - killedAt);
    const back = await watchReturn(fleet, coordinator, { ...options, killedAt });
    return {
      result: {
        clients: options.clients,
        ...arrival,
        rssMB: Math.round(idleKB / 1024),
        kbPerClient: roundToTenths((idleKB - baselineKB) / options.clients),
        cohort: options.cohort,
        rounds: options.rounds,
        ...rounds,
        restartMs,
        ...back,
        late: fleet.late(),
        failed: fleet.failures.length,
        seconds: Math.round((Date.now() - startedAt) / 1000),
      },
      remarks: [...countAlike(fleet.failures), ...earlierLines, ...coordinator.lastLines()].slice(
        0,
        MAX_REMARKS,
      ),
    };
  } finally {
    await fleet?.close();
    await coordinator.kill();
    await rm(stateDir, { recursive: true, force: true });
  }
};

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const roundToTenths = (value: number) => Math.round(value * 10) / 10;

/** @throws {Error} when it takes too long */
const until = async (holds: () => boolean, limitMs: number, otherwise: string): Promise<void> => {
  const limit = performance.now() + limitMs;
  while (!holds()) {
    if (performance.now() > limit) throw new Error(`${otherwise} within ${limitMs / 1000} s.`);
    await pause(20);
  }
};

/** 199,210 weights, a byte for each: an update is one chunk. */
const configFor = ({ cohort, clients, rounds, seed }: LoadOptions): RunConfigInput => ({
  name: 'Load',
  task: { dataset: 'synthetic-digits', model: 'mlp-2nn' },
  partition: { partitioner: 'NaturalIdPartitioner' },
  compression: { up: [{ name: 'int8' }], errorFeedback: false },
  // More than are measured: the last ones are there to be interrupted.
  rounds: rounds + 1_000,
  cohort: { fractionTrain: cohort / clients, minClients: cohort },
  reporting: { deadlineMs: 300_000, quorum: 1 },
  seed,
});

/** What the process holds when it has come to rest and given back what nobody uses any more. */
const settledKB = async (
  coordinator: ObservedCoordinator,
  { clients }: LoadOptions,
): Promise<number> => {
  const settleMs = clients < MANY_CLIENTS ? SETTLE_MS / 5 : SETTLE_MS;
  await pause(settleMs);
  coordinator.collect();
  await pause(settleMs / 5);
  return coordinator.rssKB();
};

const watchArrival = async (
  fleet: Fleet,
  coordinator: ObservedCoordinator,
  { clients }: LoadOptions,
) => {
  await coordinator.observe();
  const from = performance.now();
  await until(() => fleet.enrolled() >= clients, CONNECT_LIMIT_MS, 'Not all clients came');
  const connectMs = Math.round(performance.now() - from);
  const { lag } = await coordinator.observe();
  return { connectMs, connectLagP99Ms: roundToTenths(lag.p99Ms) };
};

/** After a restart: until all are back, and the round that was open is over. */
const watchReturn = async (
  fleet: Fleet,
  coordinator: ObservedCoordinator,
  { clients, killedAt }: LoadOptions & { readonly killedAt: number },
) => {
  await until(() => fleet.enrolled() >= clients, CONNECT_LIMIT_MS, 'Not all clients came back');
  const backMs = Math.round(performance.now() - killedAt);
  const { lag } = await coordinator.observe();
  await waitForRound(fleet, Math.max(...fleet.begun.keys()) + 1);
  return { backMs, backLagP99Ms: roundToTenths(lag.p99Ms) };
};

const waitForRound = (fleet: Fleet, round: number): Promise<void> =>
  until(() => fleet.begun.has(round), STALL_LIMIT_MS, `Round ${round} did not begin`);

/** The rounds of the proof, with a look at the coordinator's memory at the beginning of each. */
const watchRounds = async (
  fleet: Fleet,
  coordinator: ObservedCoordinator,
  { rounds }: LoadOptions,
) => {
  const sizes: [round: number, rssKB: number][] = [];
  await waitForRound(fleet, 1);
  await coordinator.observe();
  for (let round = 2; round <= rounds + 1; round++) {
    await waitForRound(fleet, round);
    sizes.push([round - 1, await coordinator.rssKB()]);
  }
  const { lag } = await coordinator.observe();
  const begun = sizes.map(([round]) => fleet.begun.get(round) ?? 0);
  const last = fleet.begun.get(rounds + 1) ?? 0;
  const times = begun.map((at, index) => (begun[index + 1] ?? last) - at);
  const warm = sizes.slice(Math.floor(WARM_UP_SHARE * sizes.length));
  return {
    roundMs: Math.round(percentile(times, 0.5)),
    loopLagP99Ms: roundToTenths(lag.p99Ms),
    loopLagMaxMs: roundToTenths(lag.maxMs),
    warmRssMB: Math.round((warm[0]?.[1] ?? 0) / 1024),
    endRssMB: Math.round((warm.at(-1)?.[1] ?? 0) / 1024),
    rssSlopeKB: roundToTenths(slopeOf(warm)),
  };
};

const countAlike = (failures: readonly string[]): string[] =>
  [...new Set(failures)].map(
    (failure) => `${failures.filter((other) => other === failure).length} × ${failure}`,
  );
