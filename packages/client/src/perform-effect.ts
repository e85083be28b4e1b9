import type { RoundPlan } from '@tributary/protocol';
import type { BackendChoice } from '@tributary/trainer';
import type { JoinOptions } from './client.ts';
import type { ClientEffect, ClientEvent } from './client-event.ts';
import { createVolatileMemories, type MemoryStore } from './client-memory.ts';
import type { ClientState } from './client-state.ts';
import { type CoordinatorLink, connectToCoordinator } from './connection.ts';
import { createCheckpointFetcher } from './download.ts';
import { createEnrolment } from './enrolment.ts';
import { errorMessage } from './error-message.ts';
import { createVolatileUpdates, type UpdateStore } from './finished-update.ts';
import { guardMemories, guardUpdates } from './guarded-stores.ts';
import { fetchJoinInfo } from './join-info.ts';
import { createMemoryIdentityStore, type DataNeed } from './ports.ts';
import { createPreparation, type Preparation } from './preparation.ts';
import { problemFrom } from './problem-from.ts';
import { workKey } from './reduce-client.ts';
import { type FinishedPlan, workOnPlan } from './round-work.ts';
import { createWorkSeat, type WorkSeat } from './work-seat.ts';

interface PerformerOptions extends JoinOptions {
  readonly state: () => ClientState;
  readonly dispatch: (event: ClientEvent) => void;
  /** Everything has come to rest. */
  readonly finish: () => void;
}

/** Connects, and from then on turns the reducer's effects into deeds and their outcomes into events. */
export const createPerformer = (options: PerformerOptions): ((effect: ClientEffect) => void) => {
  const { state, dispatch, finish } = options;
  const memories = guardMemories(options.memories ?? createVolatileMemories());
  const updates = guardUpdates(options.updates ?? createVolatileUpdates());
  const link = openLink(options);
  const fetchCheckpoint = createCheckpointFetcher(options.url);
  const onBytes = (down: number) => dispatch({ type: 'bytesMoved', down });
  const preparation = createPreparation({ ...options, fetchCheckpoint, onBytes });
  const prepare = async (need: DataNeed): Promise<BackendChoice> => {
    const backend = await preparation.prepare(need);
    const isNews = backend !== state().backend || state().problem !== null;
    if (isNews) dispatch({ type: 'backendChosen', backend });
    return backend;
  };
  const enrol = createEnrolment({
    ...options,
    link,
    offeredRuns: () => offeredRuns(options),
    prepare,
  });
  const kept = { memories, updates };
  const seat = openSeat(options, { link, preparation: { ...preparation, prepare }, ...kept });
  return (effect) => {
    switch (effect.type) {
      case 'enrol':
        return void enrol();
      case 'prepare':
        return void prepare(effect.run).catch((error: unknown) =>
          dispatch({ type: 'preparationFailed', problem: problemFrom(error) }),
        );
      case 'startWork':
        return seat.start(effect.plan);
      case 'cancelWork':
        return seat.cancel();
      case 'forgetUpdate':
        return void updates.remove(effect.runId);
      case 'reportProgress':
        return link.progress(effect.progress);
      case 'decline':
        // If this is lost with the connection, the plan comes again after it.
        return void link.declineRound(effect.message).catch(() => undefined);
      case 'rest':
        return link.rest();
      case 'wake':
        return link.wake();
      case 'disconnect':
        link.close();
        return void seat.idle().then(finish);
    }
  };
};

const openLink = ({
  url,
  token,
  acceptSelfSigned,
  dispatch,
  identities,
}: PerformerOptions): CoordinatorLink => {
  const ownKey = createMemoryIdentityStore().key;
  return connectToCoordinator({
    url,
    token,
    ...(acceptSelfSigned && { acceptSelfSigned }),
    // A client whose key cannot be kept is a new one next time; it can work all the same.
    key: () => identities?.key().catch(ownKey) ?? ownKey(),
    onConnected: () => dispatch({ type: 'connected' }),
    onDisconnected: () => dispatch({ type: 'disconnected' }),
    onRefused: (rejection) => dispatch({ type: 'refused', rejection }),
    onPlan: (plan) => dispatch({ type: 'planReceived', plan, at: Date.now() }),
    onRoundClosed: (closed) => dispatch({ type: 'roundClosed', closed }),
    onUpdateExcluded: (excluded) => dispatch({ type: 'updateExcluded', excluded }),
    onUpdateCounted: (counted) => dispatch({ type: 'updateCounted', counted }),
    onRunChanged: (run) => dispatch({ type: 'runChanged', run }),
  });
};

const offeredRuns = async ({ url, token }: PerformerOptions) => {
  const info = await fetchJoinInfo(url, token);
  if ('runs' in info) return info.runs;
  throw new Error(info.message);
};

interface SeatTools {
  readonly link: CoordinatorLink;
  readonly preparation: Preparation;
  readonly memories: MemoryStore;
  readonly updates: UpdateStore;
}

/** Work that was cancelled has nothing more to tell. */
const openSeat = (
  options: PerformerOptions,
  { link, preparation, memories, updates }: SeatTools,
): WorkSeat => {
  const { url, trainer, dispatch, onUpdate, onModel } = options;
  const fetchCheckpoint = createCheckpointFetcher(url);
  return createWorkSeat(async (plan: RoundPlan, signal: AbortSignal) => {
    const key = workKey(plan);
    const { result, memory } = await workOnPlan(
      plan,
      {
        trainer,
        prepare: preparation.prepare,
        fetchCheckpoint,
        memories,
        updates,
        link,
        onProgress: (progress) => {
          if (!signal.aborted) dispatch({ type: 'workProgressed', key, progress });
        },
        ...(onUpdate && { onUpdate }),
        ...(onModel && { onModel }),
        onBytes: (moved) => dispatch({ type: 'bytesMoved', ...moved }),
      },
      signal,
    ).catch((error: unknown): FinishedPlan => {
      // What the trainer holds may be what failed (a lost device, say): get ready anew next time.
      if (!signal.aborted) preparation.reset();
      const message = errorMessage(error);
      const nothing = { numExamples: 0, payloadBytes: 0, metrics: null };
      return { result: { outcome: 'failed', message, ...nothing } };
    });
    if (!signal.aborted) dispatch({ type: 'workEnded', key, result });
    if (memory) await memories.save(plan.runId, memory);
  });
};
