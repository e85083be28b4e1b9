import {
  type RoundClosed,
  type RoundPlan,
  type RunEvent,
  reject,
  type UpdateExcluded,
} from '@tributary/protocol';
import {
  asynchronousOf,
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
import { openBlobStore } from '../storage/blob-store.ts';
import { spoolFolderOf } from '../storage/spool.ts';
import type { Traffic } from '../storage/traffic.ts';
import type { Turns } from '../turns.ts';
import type { PersistentDispatch } from './persistent-dispatch.ts';
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
  readonly wakeAt: PersistentDispatch['wakeAt'];
  readonly dispatch: PersistentDispatch['dispatch'];
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
      return tools.dispatch(runner, await aggregate(runner, effect, tools));
    case 'evaluate':
      return tools.dispatch(runner, await evaluate(runner, effect, tools));
    case 'commitRound':
      return asynchronousOf(runner.config) ? undefined : dropSpool(runner, effect.record, tools);
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
  tools.clients.sendPlan(effect.clientId, plan);
};

const aggregate = async (
  runner: Runner,
  { type: _type, attempt, ...effect }: EffectOf<'aggregate'>,
  { folder, rootTrainer, blobFolder, spoolFolder, log }: EffectTools,
): Promise<RunEvent> => {
  const { runId, config } = runner;
  const { round } = effect;
  try {
    const spool = spoolFolderOf(spoolFolder, runner, { round, attempt });
    const root = needsRoot(config)
      ? await openBlobStore(spool).put(await rootTrainer.train({ config, ...effect }))
      : undefined;
    const result = await folder.aggregate({
      ...{ blobFolder, spoolFolder: spool, config, root },
      ...effect,
    });
    return { type: 'aggregated', round, attempt, ...result };
  } catch (error) {
    log.error({ runId, round, err: error }, 'aggregation failed');
    return { type: 'aggregationFailed', round, attempt, reason: String(error).slice(0, 300) };
  }
};

const evaluate = async (
  { runId, config, state }: Runner,
  { round, checkpoint }: EffectOf<'evaluate'>,
  { evaluator, traffic, log }: EffectTools,
): Promise<RunEvent> => {
  const downloads = new Set([
    ...(state.model ? [state.model.broadcast] : []),
    ...startedFrom(state),
  ]);
  const bytesDown = [...downloads].reduce((sum, digest) => sum + traffic.take(digest), 0);
  if (!hasWholeModel(config)) {
    return { type: 'evaluated', round, accuracy: null, loss: null, bytesDown };
  }
  try {
    const { accuracy, loss } = await evaluator.evaluate(config.task, checkpoint);
    return { type: 'evaluated', round, accuracy, loss, bytesDown };
  } catch (error) {
    // A round without a test result is still a round.
    log.warn({ runId, round, err: error }, 'evaluation failed');
    return { type: 'evaluated', round, accuracy: null, loss: null, bytesDown };
  }
};

type Attempt = Parameters<typeof spoolFolderOf>[2];

/** The round is committed or given up, or the run is over: its updates are no longer needed. */
const dropSpool = (
  runner: Runner,
  attempt: Attempt,
  { spoolFolder, spoolTurnsOf }: EffectTools,
): Promise<void> => {
  const spool = openBlobStore(spoolFolderOf(spoolFolder, runner, attempt));
  return spoolTurnsOf(runner).take(() => spool.clear());
};

/** Some updates are folded; the same bytes may have come again from somebody else and wait for their turn. */
const forgetUpdates = (
  runner: Runner,
  { digests }: EffectOf<'forgetUpdates'>,
  { spoolFolder, spoolTurnsOf }: EffectTools,
): Promise<void> => {
  const spool = openBlobStore(spoolFolderOf(spoolFolder, runner, runner.state));
  return spoolTurnsOf(runner).take(async () => {
    const needed = new Set(neededDigests(runner.state));
    for (const digest of digests) if (!needed.has(digest)) await spool.remove(digest);
  });
};
