import type { ClientId, RunConfig } from '@tributary/protocol';
import type { ReportedMember, RoundRecord } from '@tributary/rounds';

/** What a client has done in the committed rounds of a run. */
export interface ClientTally {
  /** Rounds in whose cohort it was. */
  readonly asked: number;
  /** Updates that counted. */
  readonly counted: number;
  readonly refused: number;
  /** The last round in which an update of it counted; null before. */
  readonly lastRound: number | null;
  /** Examples that it worked through in a second, in that round; null where it is not known. */
  readonly examplesPerSecond: number | null;
  /** What it trained with, as its last update says; empty where that is not known. */
  readonly backend: string;
}

/** The tallies of all clients, up to a round; goes on from there when the run does. */
export interface RunTally {
  readonly rounds: number;
  readonly last: RoundRecord | undefined;
  readonly clients: ReadonlyMap<ClientId, ClientTally>;
}

export const emptyTally: RunTally = { rounds: 0, last: undefined, clients: new Map() };

const nothing: ClientTally = {
  ...{ asked: 0, counted: 0, refused: 0, lastRound: null, examplesPerSecond: null },
  backend: '',
};

type Work = Pick<RunConfig['clientWork'], 'epochs' | 'batchSize'>;

/** @param before the tally of an earlier state of the same run, or of none */
export const tallyClients = (
  history: readonly RoundRecord[],
  work: Work,
  before: RunTally = emptyTally,
): RunTally => {
  const goesOn = before.rounds <= history.length && history[before.rounds - 1] === before.last;
  const { rounds, clients: known } = goesOn ? before : emptyTally;
  if (rounds === history.length) return goesOn ? before : emptyTally;
  const clients = new Map(known);
  for (const { round, cohort } of history.slice(rounds)) {
    for (const [clientId, member] of Object.entries(cohort)) {
      const tally = clients.get(clientId) ?? nothing;
      const isCounted = member.status === 'reported';
      clients.set(clientId, {
        asked: tally.asked + 1,
        counted: tally.counted + (isCounted ? 1 : 0),
        refused: tally.refused + (member.status === 'rejected' ? 1 : 0),
        lastRound: isCounted ? round : tally.lastRound,
        examplesPerSecond: isCounted
          ? (speedOf(member, work) ?? tally.examplesPerSecond)
          : tally.examplesPerSecond,
        backend: (isCounted && member.metrics.backend) || tally.backend,
      });
    }
  }
  return { rounds: history.length, last: history.at(-1), clients };
};

/** Under local privacy a client tells neither its steps nor its time. */
const speedOf = (
  { numExamples, metrics: { steps, trainMs } }: ReportedMember,
  { epochs, batchSize }: Work,
): number | null =>
  trainMs > 0 && steps > 0
    ? Math.min(steps * batchSize, numExamples * epochs) / (trainMs / 1000)
    : null;
