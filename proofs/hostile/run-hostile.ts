import { fork } from 'node:child_process';
import { setPriority } from 'node:os';
import { deriveSeed } from '@tributary/fedavg';
import { programOf } from '../../scripts/start/program-of.ts';
import { percentile } from '../support/percentile.ts';
import type { AttackName, AttackNews, AttackOrder } from './attacker.ts';
import type { Target } from './attacks/attack.ts';
import { type HonestClients, joinHonestly, smallRun } from './honest-run.ts';
import type { HostileOptions } from './options.ts';
import { startVictim, type Victim } from './victim.ts';

const ATTACKER = programOf('proofs/hostile/attacker.ts');

/** What the proof says. */
export interface HostileResult {
  readonly inputs: number;
  /** How often the coordinator's process ended. */
  readonly crashes: number;
  /** Hostile inputs that took effect. */
  readonly accepted: number;
  /** Rounds that the honest run committed under attack. */
  readonly honestRounds: number;
  readonly rssGrowthMB: number;
  readonly quietP99Ms: number;
  readonly attackedP99Ms: number;
  /** Server errors and logged faults: bugs that were reached, though nothing came of them. */
  readonly faults: number;
  readonly seconds: number;
}

export interface HostileReport {
  readonly result: HostileResult;
  readonly attacks: readonly {
    readonly attack: string;
    readonly inputs: number;
    readonly ms: number;
  }[];
  /** At most twenty of what was accepted or went wrong, in words. */
  readonly remarks: readonly string[];
}

/** Who attacks from where, and with what share of the inputs. */
const SQUADS: readonly (readonly (readonly [AttackName, number])[])[] = [
  [
    ['frames', 0.03],
    ['messages', 0.27],
  ],
  [
    ['packets', 0.2],
    ['tokens', 0.06],
    ['origins', 0.03],
  ],
  [['http', 0.1]],
  [
    ['slowLoris', 0.01],
    ['floods', 0.3],
  ],
  // One flood in every wave.
  [['guesses', 1e-9]],
];

const HONEST_CLIENTS = 3;
/** They warm up what the later ones are measured with. */
const WARM_UP_ROUNDS = 20;
/** Quiet and attacked times alternate, so that whatever else the machine does falls on both. */
const WAVES = 4;
const QUIET_ROUNDS_PER_WAVE = 75;
const SHORT_INPUTS = 20_000;
const MAX_REMARKS = 20;
const SETTLE_MS = 5_000;
const MAX_ATTACK_MS = 30 * 60_000;

export const runHostile = async (options: HostileOptions): Promise<HostileReport> => {
  const startedAt = Date.now();
  const victim = await startVictim();
  try {
    const { target, honest } = await openRuns(victim);
    await waitForRounds(honest, WARM_UP_ROUNDS);
    const rssBefore = await victim.rssMB();
    const { quiet, attacked, ...fought } = await fight({ victim, target, honest }, options);
    await waitForRounds(honest, honest.roundTimes().length + 3);
    await pause(SETTLE_MS);
    const rssGrowthMB = Math.round((await victim.rssMB()) - rssBefore);
    const accepted = [...fought.took, ...(await findTraces(victim, target, honest))];
    honest.leave();
    const faults = [...fought.faults, ...victim.errors];
    return {
      result: {
        inputs: fought.attacks.reduce((sum, { inputs }) => sum + inputs, 0),
        crashes: victim.hasCrashed() ? 1 : 0,
        accepted: accepted.length,
        honestRounds: attacked.length,
        rssGrowthMB,
        quietP99Ms: Math.round(percentile(quiet, 0.99)),
        attackedP99Ms: Math.round(percentile(attacked, 0.99)),
        faults: faults.length,
        seconds: Math.round((Date.now() - startedAt) / 1000),
      },
      attacks: fought.attacks,
      remarks: [...accepted, ...faults, ...(victim.hasCrashed() ? victim.lastLines() : [])].slice(
        0,
        MAX_REMARKS,
      ),
    };
  } finally {
    await victim.end();
  }
};

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** An honest run that goes on for ever, and a bait that attackers have an invitation to. */
const openRuns = async (victim: Victim) => {
  const honestRun = await victim.createRun(smallRun);
  const bait = await victim.createRun({ ...smallRun, name: 'Bait', cohort: { minClients: 1 } });
  const { runId } = honestRun.summary;
  const invitation = await victim.invite(runId);
  const honest = await joinHonestly(victim.url, invitation.token, HONEST_CLIENTS);
  await victim.actOnRun(runId, 'start');
  await victim.actOnRun(bait.summary.runId, 'start');
  const [started] = await victim.readLog(bait.summary.runId);
  const target: Target = {
    port: victim.port,
    honestRunId: runId,
    baitRunId: bait.summary.runId,
    baitToken: (await victim.invite(bait.summary.runId)).token,
    checkpoint: started?.event.type === 'runStarted' ? started.event.checkpoint : '',
  };
  return { target, honest };
};

const waitForRounds = async (honest: HonestClients, count: number): Promise<void> => {
  for (let waitedMs = 0; honest.roundTimes().length < count; waitedMs += 50) {
    if (waitedMs > 120_000) throw new Error('The honest run stands still.');
    await pause(50);
  }
};

interface Field {
  readonly victim: Victim;
  readonly target: Target;
  readonly honest: HonestClients;
}

/** Waves of attack with quiet between them. */
const fight = async ({ victim, target, honest }: Field, { inputs, seed }: HostileOptions) => {
  const attacks = new Map<string, { inputs: number; ms: number }>();
  const took: string[] = [];
  const faults: string[] = [];
  const keep = (news: AttackNews) => {
    if (news.type !== 'sent') (news.type === 'took' ? took : faults).push(news.what);
    else {
      const { inputs: sent, ms } = attacks.get(news.attack) ?? { inputs: 0, ms: 0 };
      attacks.set(news.attack, { inputs: sent + news.inputs, ms: ms + news.ms });
    }
  };
  // A bait whose rounds all fail pauses; attackers should find it open.
  const reopen = setInterval(() => void resumeIfPaused(victim, target.baitRunId), 1_000);
  const quiet: number[] = [];
  const attacked: number[] = [];
  const isShort = inputs < SHORT_INPUTS;
  const waves = isShort ? 1 : WAVES;
  for (let wave = 0; wave < waves && !victim.hasCrashed(); wave++) {
    const before = honest.roundTimes().length;
    await waitForRounds(honest, before + (isShort ? 15 : QUIET_ROUNDS_PER_WAVE));
    const between = honest.roundTimes().length;
    await attack(target, { inputs: inputs / waves, seed: deriveSeed(seed, 'wave', wave) }, keep);
    quiet.push(...honest.roundTimes().slice(before, between));
    attacked.push(...honest.roundTimes().slice(between));
  }
  clearInterval(reopen);
  const sent = [...attacks].map(([name, sums]) => ({ attack: name, ...sums }));
  return { quiet, attacked, attacks: sent, took, faults };
};

const resumeIfPaused = async (victim: Victim, runId: string): Promise<void> => {
  try {
    const { status } = (await victim.getRun(runId)).summary;
    if (status === 'paused') await victim.actOnRun(runId, 'resume');
  } catch {
    // It moved on by itself, or the coordinator is gone: that shows elsewhere.
  }
};

/** Sends all squads at once and waits for the last of them. */
const attack = async (
  target: Target,
  { inputs, seed }: Pick<HostileOptions, 'inputs' | 'seed'>,
  keep: (news: AttackNews) => void,
): Promise<void> => {
  const squads = SQUADS.map((squad, index) => {
    const attacks = squad.map(([name, share]) => [name, Math.ceil(inputs * share)] as const);
    const localAddress = `127.0.0.${index + 2}`;
    return sendSquad(
      { target, localAddress, seed: deriveSeed(seed, 'squad', index), attacks },
      keep,
    );
  });
  await Promise.all(squads);
};

const sendSquad = (order: AttackOrder, keep: (news: AttackNews) => void): Promise<void> =>
  new Promise((resolve) => {
    const attacker = fork(ATTACKER.entry, [], { execArgv: [...ATTACKER.execArgv] });
    // Attackers have machines of their own; on this one they must not take the coordinator's.
    if (attacker.pid !== undefined) setPriority(attacker.pid, 19);
    const tooLong = setTimeout(() => attacker.kill('SIGKILL'), MAX_ATTACK_MS);
    attacker.on('message', keep);
    attacker.on('exit', (code) => {
      clearTimeout(tooLong);
      if (code !== 0) keep({ type: 'fault', what: `an attacker ended with code ${code}` });
      resolve();
    });
    attacker.send(order);
  });

/** What the logs say that should not be there. */
const findTraces = async (
  victim: Victim,
  { honestRunId, baitRunId }: Target,
  honest: HonestClients,
): Promise<string[]> => {
  if (victim.hasCrashed()) return [];
  const traces: string[] = [];
  for (const { event } of await victim.readLog(honestRunId)) {
    const stranger = 'clientId' in event && !honest.ids.has(event.clientId);
    if (stranger || ['runPaused', 'runStopped'].includes(event.type)) {
      traces.push(`the honest run: ${JSON.stringify(event)}`);
    }
  }
  for (const { event } of await victim.readLog(baitRunId)) {
    if (event.type === 'updateReceived') traces.push(`the bait: ${JSON.stringify(event)}`);
  }
  const runs = await victim.listRuns();
  if (runs.length !== 2) traces.push(`${runs.length} runs instead of 2`);
  return traces;
};
