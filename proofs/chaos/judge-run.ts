import type { LoggedEvent, RunConfig } from '@tributary/protocol';
import { type RunState, replayRun, reportedMembers, spooledUpdates } from '@tributary/rounds';
import type { JournalEntry } from './journal.ts';

/** What the log of a run says beside the journals of its clients. */
export interface Judgement {
  /** Committed rounds. */
  readonly rounds: number;
  /** Updates that were acknowledged and are neither in a round that was folded nor waiting for one. */
  readonly lost: number;
  /** Updates that two rounds hold, or one holds twice. */
  readonly double: number;
  /** Trainings of what was finished already. */
  readonly retrained: number;
}

export interface RunEvidence {
  readonly runId: string;
  readonly config: RunConfig;
  readonly events: readonly LoggedEvent[];
}

/** The run as it was before it was stopped. */
export const stateOf = ({ config, events }: RunEvidence): RunState => {
  const end = events.findIndex(({ event }) => event.type === 'runStopped');
  return replayRun(end < 0 ? events : events.slice(0, end), config);
};

export const judgeRun = (
  evidence: RunEvidence,
  journals: readonly (readonly JournalEntry[])[],
): Judgement => {
  const state = stateOf(evidence);
  const counted = countedUpdates(state);
  const waiting = new Set(
    spooledUpdates(state).map(({ clientId, round, digest }) => keyOf(clientId, round, digest)),
  );
  // An attempt that was given up frees what had been accepted; its clients still have it.
  const isOpen = (round: number) => round > state.history.length && state.flight === null;
  let lost = 0;
  for (const journal of journals) {
    for (const { clientId, round, digest } of acceptedIn(journal, evidence.runId)) {
      const key = keyOf(clientId, round, digest);
      if (!counted.has(key) && !waiting.has(key) && !isOpen(round)) lost += 1;
    }
  }
  return {
    rounds: state.history.length,
    lost,
    double: [...counted.values()].filter((times) => times > 1).length,
    retrained: journals.reduce((sum, journal) => sum + countRetrained(journal), 0),
  };
};

const keyOf = (clientId: string, round: number, digest: string) => `${clientId} ${round} ${digest}`;

/** How often each update stands in a round that is committed, or folded and just being tested. */
const countedUpdates = ({ history, phase, round: open }: RunState): Map<string, number> => {
  const counted = new Map<string, number>();
  const tested = phase.name === 'evaluating' ? [{ round: open, cohort: phase.cohort }] : [];
  for (const { round, cohort } of [...history, ...tested]) {
    for (const [clientId, { digest, staleness = 0 }] of reportedMembers(cohort)) {
      const key = keyOf(clientId, round - staleness, digest);
      counted.set(key, (counted.get(key) ?? 0) + 1);
    }
  }
  return counted;
};

/** The updates of a run that the client heard to be accepted, each once. */
const acceptedIn = (
  journal: readonly JournalEntry[],
  runId: string,
): { readonly clientId: string; readonly round: number; readonly digest: string }[] => {
  const clientId = journal.findLast((entry) => entry.type === 'known')?.clientId ?? '';
  const digests = new Map<number, string>();
  const accepted = new Map<number, string>();
  for (const entry of journal) {
    if (entry.type === 'finished' && entry.runId === runId) digests.set(entry.round, entry.digest);
    if (entry.type !== 'accepted' || entry.runId !== runId) continue;
    accepted.set(entry.round, digests.get(entry.round) ?? 'never finished');
  }
  return [...accepted].map(([round, digest]) => ({ clientId, round, digest }));
};

/** Counted over all runs of the client: seeds name the run as well. */
const countRetrained = (journal: readonly JournalEntry[]): number => {
  const finished = new Set<number>();
  let retrained = 0;
  for (const entry of journal) {
    if (entry.type === 'finished') finished.add(entry.seed);
    if (entry.type === 'training' && finished.has(entry.seed)) retrained += 1;
  }
  return retrained;
};
