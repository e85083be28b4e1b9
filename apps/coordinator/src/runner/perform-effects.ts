import {
  isEnded,
  type RoundClosed,
  type RoundPlan,
  type RunEvent,
  reject,
  type UpdateExcluded,
} from '@tributary/protocol';
import {
  type AggregateResult,
  hasWholeModel,
  neededDigests,
  needsRoot,
  type RunEffect,
  type RunWire,
  roundPlan,
  startedFrom,
} from '@tributary/rounds';
import type { FastifyBaseLogger } from 'fastify';
import type { Evaluator } from '../evaluation/evaluator.ts';
import type { RootTrainer } from '../evaluation/root-trainer.ts';
import type { Folder } from '../folding/folder.ts';
import { reach } from '../reach.ts';
import { openBlobStore } from '../storage/blob-store.ts';
import { findLostUpdates } from '../storage/find-lost-updates.ts';
import { keptFolderOf, partialFolderOf, spoolFolderOf } from '../storage/spool.ts';
import { isStorageFault } from '../storage/storage-fault.ts';
import type { Traffic } from '../storage/traffic.ts';
import { ThreadDied } from '../thread.ts';
import type { Turns } from '../turns.ts';
import type { PersistentDispatch } from './persistent-dispatch.ts';
import type { CheckpointRetention } from './retain-checkpoints.ts';
import type { Runner } from './runner.ts';

/** How effects reach the clients; the gateway implements it. */
export interface ClientPort {
  sendPlan(clientId: string, plan: RoundPlan): void;
  closeRound(clientIds: readonly string[], message: RoundClosed): void;
  tellExcluded(clientId: string, message: UpdateExcluded): void;
}

export interface EffectTools {
  readonly blobFolder: string;
  readonly spoolFolder: string;
  readonly folder: Folder;
  readonly evaluator: Evaluator;
  readonly rootTrainer: RootTrainer;
  readonly traffic: Traffic;
  readonly clients: ClientPort;
  readonly wireOf: (runner: Runner) => RunWire;
  readonly spoolTurnsOf: (runner: Runner) => Turns;
  readonly retention: Pick<CheckpointRetention, 'tidy'>;
  /** The updates of so many newest committed rounds stay. */
  readonly keepUpdates: number;
  readonly wakeAt: PersistentDispatch['wakeAt'];
  readonly dispatch: PersistentDispatch['dispatch'];
  readonly again: PersistentDispatch['again'];
  readonly now: () => number;
  readonly log: FastifyBaseLogger;
}

/** Starts what the reducer asked for. Effects that bring news dispatch it as an event. */
export const performEffect = async (
  runner: Runner,
  effect: RunEffect,
  tools: EffectTools,
): Promise<void> => {
  switch (effect.type) {
    case 'sendPlan':
      return sendPlan(runner, effect, tools);
    case 'closeRound': {
      const { clientIds, round, outcome } = effect;
      reach('round.close');
      return tools.clients.closeRound(clientIds, { runId: runner.runId, round, outcome });
    }
    case 'tellExcluded': {
      const { clientId, round, code } = effect;
      const message = { runId: runner.runId, round, rejection: reject(code) };
      return tools.clients.tellExcluded(clientId, message);
    }
    case 'wakeAt':
      return tools.wakeAt(runner, effect.at);
    case 'aggregate':
      return aggregate(runner, { effect, deaths: 0 }, tools);
    case 'evaluate':
      return tools.dispatch(runner, await evaluate(runner, effect, tools));
    case 'commitRound':
      await dropFolded(runner, effect.record, tools);
      return tools.retention.tidy(runner);
    case 'dropUpdates':
      return dropSpool(runner, effect, tools);
    case 'forgetUpdates':
      return forgetUpdates(runner, effect, tools);
  }
};

type EffectOf<Type extends RunEffect['type']> = Extract<RunEffect, { type: Type }>;

const sendPlan = (runner: Runner, effect: EffectOf<'sendPlan'>, tools: EffectTools): void => {
  const { config, runId } = runner;
  const { modelBytes } = tools.wireOf(runner);
  const plan = roundPlan(effect, { runId, config, modelBytes }, tools.now());
  reach('plan.send');
  tools.clients.sendPlan(effect.clientId, plan);
  reach('plan.sent');
};

/** The thread may have died of another run's work, but a fold that kills it every time must end. */
const MAX_DEATHS = 3;

/** A fold that fails for the machine's sake is tried again: a full disk is no reason to end a run. */
const aggregate = async (
  runner: Runner,
  { effect, deaths }: { readonly effect: EffectOf<'aggregate'>; readonly deaths: number },
  tools: EffectTools,
): Promise<void> => {
  const { runId } = runner;
  const { round, attempt } = effect;
  try {
    const result = await fold(runner, effect, tools);
    reach('fold.done');
    tools.dispatch(runner, { type: 'aggregated', round, attempt, ...result });
  } catch (error) {
    const isDeath = error instanceof ThreadDied;
    const isPassing = isStorageFault(error) || (isDeath && deaths < MAX_DEATHS);
    // When not even the spool can be looked at, that is the machine's fault as well.
    const lost = isPassing
      ? null
      : await findLostUpdates(tools.spoolFolder, runner).catch(() => null);
    if (lost === null) {
      tools.log.warn({ runId, round, err: error }, 'aggregation is tried again');
      const next = { effect, deaths: deaths + Number(isDeath) };
      return tools.again(() => aggregate(runner, next, tools));
    }
    for (const event of lost) tools.dispatch(runner, event);
    if (lost.length > 0) return;
    tools.log.error({ runId, round, err: error }, 'aggregation failed');
    const reason = String(error).slice(0, 300);
    tools.dispatch(runner, { type: 'aggregationFailed', round, attempt, reason });
  }
};

const fold = async (
  runner: Runner,
  { type: _type, attempt, ...effect }: EffectOf<'aggregate'>,
  { folder, rootTrainer, blobFolder, spoolFolder }: EffectTools,
): Promise<AggregateResult> => {
  const { config } = runner;
  reach('fold.begin');
  const spool = spoolFolderOf(spoolFolder, runner, { round: effect.round, attempt });
  const root = needsRoot(config)
    ? await openBlobStore(spool).put(await rootTrainer.train({ config, ...effect }))
    : undefined;
  return folder.aggregate({
    ...{ blobFolder, spoolFolder: spool, config, root, compare: true },
    ...effect,
  });
};

const evaluate = async (
  { runId, config, state }: Runner,
  { round, checkpoint }: EffectOf<'evaluate'>,
  { evaluator, traffic, log }: EffectTools,
): Promise<RunEvent> => {
  reach('evaluate.begin');
  const downloads = new Set([
    ...(state.model ? [state.model.broadcast] : []),
    ...startedFrom(state),
  ]);
  const bytesDown = [...downloads].reduce((sum, digest) => sum + traffic.take(digest), 0);
  const { dataset } = config.task;
  // Of what clients bring nobody else has examples.
  if (!hasWholeModel(config) || typeof dataset !== 'string') {
    return { type: 'evaluated', round, accuracy: null, loss: null, bytesDown };
  }
  try {
    const { accuracy, loss } = await evaluator.evaluate(config.task, checkpoint);
    reach('evaluate.done');
    return { type: 'evaluated', round, accuracy, loss, bytesDown };
  } catch (error) {
    // A round without a test result is still a round.
    log.warn({ runId, round, err: error }, 'evaluation failed');
    return { type: 'evaluated', round, accuracy: null, loss: null, bytesDown };
  }
};

type Attempt = Parameters<typeof spoolFolderOf>[2];

/** Of the newest committed rounds the updates may stay; those of the one before are no longer needed. */
const dropFolded = async (
  runner: Runner,
  { round }: { readonly round: number },
  { spoolFolder, keepUpdates }: EffectTools,
): Promise<void> => {
  const last = runner.state.history[round - keepUpdates - 1];
  if (last) await clearSpool(keptFolderOf(spoolFolder, runner, last));
  // An asynchronous run may still be sent what began in this round.
  if (!runner.state.flight) await clearSpool(partialFolderOf(spoolFolder, runner, { round }));
};

/** The attempt is given up, or the run is over: its updates are no longer needed. */
const dropSpool = (
  runner: Runner,
  attempt: Attempt,
  { spoolFolder, spoolTurnsOf }: EffectTools,
): Promise<void> =>
  spoolTurnsOf(runner).take(async () => {
    await clearSpool(spoolFolderOf(spoolFolder, runner, attempt));
    // What is half sent goes on in the next attempt, if there is one.
    if (isEnded(runner.state.status)) {
      await clearSpool(partialFolderOf(spoolFolder, runner, attempt));
    }
  });

const clearSpool = async (folder: string): Promise<void> => {
  reach('spool.clear');
  await openBlobStore(folder).clear();
  reach('spool.cleared');
};

/** Some updates are folded; the same bytes may have come again from somebody else and wait for their turn. */
const forgetUpdates = (
  runner: Runner,
  { digests }: EffectOf<'forgetUpdates'>,
  { spoolFolder, spoolTurnsOf, keepUpdates }: EffectTools,
): Promise<void> => {
  const { round, attempt } = runner.state;
  const spool = openBlobStore(spoolFolderOf(spoolFolder, runner, runner.state));
  const kept = openBlobStore(keptFolderOf(spoolFolder, runner, { round, attempt }));
  return spoolTurnsOf(runner).take(async () => {
    const needed = new Set(neededDigests(runner.state));
    reach('spool.forget');
    for (const digest of new Set(digests)) {
      if (keepUpdates > 0) await kept.put(await spool.get(digest));
      if (!needed.has(digest)) await spool.remove(digest);
    }
  });
};
