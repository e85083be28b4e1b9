import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunConfigInput, runConfigSchema } from '@tributary/protocol';
import { createAdminApi } from '../../scripts/start/admin-api.ts';
import { startClientCrew } from './client-crew.ts';
import { type Crash, planCrash, readTrace } from './crash-plan.ts';
import { cutTail, type Disturbed, fillDisk } from './disturbances.ts';
import { isBitIdentical } from './is-bit-identical.ts';
import { readJournals } from './journal.ts';
import { judgeRun, type RunEvidence } from './judge-run.ts';
import { openScene, type Scene } from './scene.ts';
import { startVictim, type VictimAddress } from './start-victim.ts';

/** What some chaos on one database came to. */
export interface ChaosRecord extends Disturbed {
  readonly kills: number;
  /** The moments at which the coordinator was killed. */
  readonly killedAt: readonly string[];
  readonly rounds: number;
  /** Kills after which the round that was open was committed. */
  readonly resumed: number;
  readonly lost: number;
  readonly double: number;
  readonly retrained: number;
  readonly bitIdentical: boolean;
  /** From the end of a process, or of what kept the next one from starting, until that takes connections. */
  readonly recoveriesMs: readonly number[];
  readonly repeated: number;
  readonly reordered: number;
}

export interface ChaosOrder {
  readonly kills: number;
  readonly seed: number;
  /** A PostgreSQL database instead of the embedded one. */
  readonly databaseUrl?: string | undefined;
}

const CREW = { processes: 2, clientsEach: 2 };
const CLIENTS = CREW.processes * CREW.clientsEach;
const task = { dataset: 'synthetic-digits', model: 'mlp-2nn' };
const partition = { partitioner: 'NaturalIdPartitioner' };

/** Every round needs everybody, so that a clean run over the same clients has the same checkpoints. */
const synchronous: RunConfigInput = {
  ...{ name: 'Everybody, every round', task, partition, rounds: 100_000, seed: 11 },
  cohort: { minClients: CLIENTS },
  reporting: { quorum: 1, deadlineMs: 60_000 },
};

const asynchronous: RunConfigInput = {
  ...{ name: 'Whoever is first', partition, rounds: 100_000, seed: 12 },
  task: { ...task, model: 'logistic-regression' },
  strategy: { name: 'FedBuff', hyperparams: { bufferSize: 2 } },
  cohort: { minClients: 2 },
  reporting: { deadlineMs: 20_000 },
};

/** How long an armed coordinator has to come to its end by itself. */
const HIT_LIMIT_MS = 8_000;
/** For how long a disk is full, or a database away. */
const AWAY_MS = 1_500;
const RETRY_MS = 250;
const PROGRESS_LIMIT_MS = 120_000;

/** @param say is told how far things are */
export const runChaos = async (
  { kills, seed, databaseUrl }: ChaosOrder,
  say: (line: string) => void,
): Promise<ChaosRecord> => {
  const folder = mkdtempSync(join(tmpdir(), 'tributary-chaos-'));
  const scene = await openScene({ folder, seed, databaseUrl });
  const { proxy, random, sabotage } = scene;
  const crewFolder = join(folder, 'clients');
  mkdirSync(crewFolder);
  let crew: ReturnType<typeof startClientCrew> | undefined;
  try {
    const runs = await beginRuns(scene);
    const { joinToken: token } = scene.address;
    crew = startClientCrew({ url: proxy.url, token, folder: crewFolder, ...CREW });
    await progress(scene, runs, 1);
    const openRounds: number[] = [];
    for (let kill = 0; kill < kills; kill++) {
      openRounds.push(await committedRounds(scene, runs[0] as string));
      disturb(kill, scene, crew);
      const crash = planCrash(readTrace(sabotage.trace).reached, scene.tried, random);
      await crashAndRestart(scene, crash);
      await keepGoing(scene, runs);
      if (kill % 10 === 9) say(`${kill + 1} kills, ${openRounds.at(-1)} rounds`);
    }
    await progress(scene, runs, 1);
    const evidence = await collect(scene, runs);
    await crew.close();
    const journals = readJournals(crewFolder);
    const judged = evidence.map((run) => judgeRun(run, journals));
    const rounds = judged[0]?.rounds ?? 0;
    const sumOf = (key: 'rounds' | 'lost' | 'double') =>
      judged.reduce((sum, judgement) => sum + judgement[key], 0);
    const identical = await Promise.all(evidence.map(isBitIdentical));
    return {
      kills,
      killedAt: readTrace(sabotage.trace).killed,
      rounds: sumOf('rounds'),
      resumed: openRounds.filter((committed) => rounds > committed).length,
      lost: sumOf('lost'),
      double: sumOf('double'),
      retrained: judged[0]?.retrained ?? 0,
      bitIdentical: identical.every(Boolean),
      recoveriesMs: scene.recoveriesMs,
      ...scene.disturbed,
      repeated: proxy.repeated,
      reordered: proxy.reordered,
    };
  } finally {
    await crew?.close();
    scene.victim.kill();
    await scene.victim.ended;
    await proxy.close();
    await scene.database?.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

const beginRuns = async ({ address }: Scene): Promise<string[]> => {
  const api = createAdminApi(address);
  const runs = [];
  for (const config of [synchronous, asynchronous]) {
    const { summary } = await api.createRun(config);
    await api.actOnRun(summary.runId, 'start');
    runs.push(summary.runId);
  }
  return runs;
};

/** The lesser evils, some of them with every kill. */
const disturb = (kill: number, scene: Scene, crew: { kill(index: number): void }): void => {
  const { random, proxy, disturbed, sabotage } = scene;
  if (kill % 5 === 1) {
    crew.kill(random.integer(CREW.processes));
    disturbed.clientKills += 1;
  }
  if (kill % 3 === 2) {
    proxy.cut();
    disturbed.disconnects += 1;
  }
  if (kill % 8 === 4) {
    fillDisk(sabotage.diskFull, AWAY_MS);
    scene.usableAt = performance.now() + AWAY_MS;
    disturbed.fullDisks += 1;
  }
  if (kill % 4 === 1 && scene.database !== null) {
    scene.database.cut(AWAY_MS);
    scene.usableAt = performance.now() + AWAY_MS;
    disturbed.databaseLosses += 1;
  }
  scene.clockJumpMs = kill % 7 === 3 ? 3_600_000 * (random.uniform() < 0.5 ? -1 : 1) : 0;
  if (scene.clockJumpMs !== 0) disturbed.clockJumps += 1;
};

/** Ends the coordinator at the planned moment, and starts the next one. */
const crashAndRestart = async (scene: Scene, crash: Crash): Promise<void> => {
  const { random, stateDir, sabotage, disturbed, recoveriesMs, tried } = scene;
  if ('moment' in crash) {
    tried.set(crash.moment, (tried.get(crash.moment) ?? 0) + 1);
    writeFileSync(sabotage.order, JSON.stringify(crash));
    await meetMoment(crash.moment, scene);
    rmSync(sabotage.order, { force: true });
  } else {
    await pause(crash.afterMs);
  }
  scene.victim.kill();
  const endedAt = await scene.victim.ended;
  if (random.uniform() < 0.15 && cutTail(join(stateDir, 'spool'), random)) disturbed.powerCuts += 1;
  const address = await restart(scene);
  recoveriesMs.push(address.at - Math.max(endedAt, address.possibleAt));
};

/** Starts the coordinator, and again where its disk or database is away, as whoever keeps a service running does. */
const restart = async (scene: Scene): Promise<VictimAddress & { readonly possibleAt: number }> => {
  for (let starts = 0; ; starts++) {
    const wasUsable = performance.now() > scene.usableAt + RETRY_MS;
    const address = await start(scene);
    if (address !== null) return { ...address, possibleAt: starts === 0 ? 0 : scene.usableAt };
    if (wasUsable) throw new Error('The coordinator does not start any more.');
    await pause(RETRY_MS);
  }
};

/** Waits until the coordinator has died of its order, or is not likely to. */
const meetMoment = async (moment: string, scene: Scene): Promise<void> => {
  if (moment.startsWith('start.')) {
    scene.victim.kill();
    await scene.victim.ended;
    await start(scene);
  }
  provoke(moment, scene);
  await Promise.race([scene.victim.ended, pause(HIT_LIMIT_MS)]);
};

const start = async (scene: Scene): Promise<VictimAddress | null> => {
  const { port, stateDir, database, sabotage, clockJumpMs } = scene;
  const options = { port, stateDir, databaseUrl: database?.url };
  scene.victim = startVictim({ ...options, sabotage: { ...sabotage, clockJumpMs } });
  const address = await scene.victim.ready;
  if (address !== null) scene.address = address;
  return address;
};

/** Some moments come only when somebody does something. */
const provoke = (moment: string, { address, proxy }: Scene): void => {
  if (moment === 'client.leave') setTimeout(() => proxy.cut(), 2_000);
  if (!moment.startsWith('run.')) return;
  const api = createAdminApi(address);
  api
    .createRun({ ...asynchronous, name: 'Nobody', cohort: { minClients: 99 } })
    .then(({ summary }) => api.actOnRun(summary.runId, 'start'))
    .then(({ summary }) => api.actOnRun(summary.runId, 'stop'))
    .catch(() => undefined);
};

const committedRounds = async ({ address }: Scene, runId: string): Promise<number> =>
  (await createAdminApi(address).getRun(runId)).summary.round;

/** A run that has asked for a person gets one. */
const keepGoing = async ({ address }: Scene, runs: readonly string[]): Promise<void> => {
  const api = createAdminApi(address);
  for (const runId of runs) {
    const { summary } = await api.getRun(runId);
    if (summary.status === 'paused') await api.actOnRun(runId, 'resume');
    if (summary.status === 'failed') throw new Error(`A run has failed: ${summary.statusReason}`);
  }
};

/** Waits until every run has committed so many more rounds. @throws when one does not. */
const progress = async (scene: Scene, runs: readonly string[], more: number): Promise<void> => {
  const until = performance.now() + PROGRESS_LIMIT_MS;
  for (const runId of runs) {
    const wanted = (await committedRounds(scene, runId)) + more;
    while ((await committedRounds(scene, runId)) < wanted) {
      if (performance.now() > until) throw new Error(`Run ${runId} does not go on.`);
      await keepGoing(scene, runs);
      await pause(100);
    }
  }
};

const collect = async ({ address }: Scene, runs: readonly string[]): Promise<RunEvidence[]> => {
  const api = createAdminApi(address);
  const evidence: RunEvidence[] = [];
  for (const runId of runs) {
    const { config } = await api.actOnRun(runId, 'stop');
    const events = await api.readLog(runId);
    evidence.push({ runId, config: runConfigSchema.parse(config), events });
  }
  return evidence;
};

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
