import { type Digest, loggedEventSchema, type RunConfig } from '@tributary/protocol';
import {
  forgetCohorts,
  initialRunState,
  type RoundRecord,
  type RunEffect,
  type RunState,
  reduceRun,
} from '@tributary/rounds';
import type { StoredUpdate } from '../storage/storage.ts';
import { type Fault, faultOf } from './fault.ts';

export type FoldEffect = Extract<RunEffect, { type: 'aggregate' }>;

/** A round as the log tells it. */
export interface CommittedRound {
  readonly record: RoundRecord;
  /** The fold that led to its model. */
  readonly fold: FoldEffect;
}

/** What a log leads to when it is read again from its first entry. */
export interface Trace {
  readonly rounds: readonly CommittedRound[];
  /** The model that the run began with; null before its start. */
  readonly first: { readonly checkpoint: Digest; readonly broadcast: Digest } | null;
  readonly state: RunState;
  /** The updates that count or have counted, as their rows should say. */
  readonly updates: readonly StoredUpdate[];
  readonly faults: readonly Fault[];
}

/** Reads a log again through the reducer, up to the first entry that no coordinator writes. */
export const traceRun = (events: readonly unknown[], config: RunConfig): Trace => {
  const rounds: CommittedRound[] = [];
  const updates = new Map<string, StoredUpdate>();
  const faults: Fault[] = [];
  let first: Trace['first'] = null;
  let state = initialRunState;
  let fold: FoldEffect | undefined;
  for (const [index, entry] of events.entries()) {
    const read = loggedEventSchema.safeParse(entry);
    if (!read.success || read.data.seq !== index + 1) {
      faults.push(faultOf(null, `entry ${index + 1} of the log is damaged or missing`));
      break;
    }
    const { event } = read.data;
    if (event.type === 'runStarted' && first === null) {
      first = { checkpoint: event.checkpoint, broadcast: event.broadcast ?? event.checkpoint };
    }
    if (event.type === 'updateReceived') updates.set(rowKey(event), rowOf(event));
    if (event.type === 'updateLost') {
      for (const [key, row] of updates) {
        if (row.round === event.round && row.clientId === event.clientId) updates.delete(key);
      }
    }
    const [next, effects] = reduceRun(state, read.data, config);
    for (const effect of effects) {
      if (effect.type === 'aggregate') fold = effect;
      if (effect.type === 'dropUpdates') {
        for (const [key, { round, attempt }] of updates) {
          if (round === effect.round && attempt === effect.attempt) updates.delete(key);
        }
      }
      if (effect.type === 'commitRound' && fold) rounds.push({ record: effect.record, fold });
    }
    // Nothing is decided by them, and they would grow with rounds × clients.
    state = next.history === state.history ? next : forgetCohorts(next, 1);
  }
  return { rounds, first, state, updates: [...updates.values()], faults };
};

const rowKey = ({ round, attempt, clientId }: StoredUpdate): string =>
  `${round} ${attempt} ${clientId}`;

const rowOf = ({ round, attempt, clientId, digest }: StoredUpdate): StoredUpdate => ({
  ...{ round, attempt, clientId, digest },
});
