import type { Contribution } from '@tributary/client';
import type { RunOffer } from '@tributary/protocol';
import type { Participation } from '../session/reduce-session.ts';

/** What a device has given, for its owner to keep. Times are ISO 8601, sizes bytes. */
export interface Receipt {
  readonly coordinator: string;
  /** By which the coordinator knows the device; null when it had not joined. */
  readonly clientId: string | null;
  readonly joinedAt: string;
  readonly leftAt: string;
  /** Updates, and what was received: models and demo data. */
  readonly bytesSent: number;
  readonly bytesReceived: number;
  readonly runs: readonly ReceiptRun[];
}

export interface ReceiptRun {
  readonly runId: string;
  readonly name: string;
  readonly roundsOfRun: number;
  readonly updates: readonly {
    readonly round: number;
    readonly examples: number;
    readonly bytes: number;
    /** The model that it is in; null while that has not been told. */
    readonly model: Contribution['countedIn'] | null;
  }[];
  /** Where the run promises differential privacy. */
  readonly privacy:
    | (NonNullable<RunOffer['privacy']> & { readonly protection: RunOffer['protection'] })
    | null;
}

interface ReceiptSource extends Pick<Participation, 'joinedAt' | 'client'> {
  readonly coordinator: string;
  /** Unix ms */
  readonly leftAt: number;
}

/** What was accepted counts, each round once: one that was tried again replaces its first try. */
export const makeReceipt = ({ coordinator, joinedAt, leftAt, client }: ReceiptSource): Receipt => {
  const accepted = (client?.contributions ?? []).filter(({ outcome }) => outcome === 'accepted');
  const runIds = [...new Set(accepted.map(({ runId }) => runId))];
  return {
    coordinator,
    clientId: client?.clientId ?? null,
    joinedAt: new Date(joinedAt).toISOString(),
    leftAt: new Date(leftAt).toISOString(),
    bytesSent: client?.bytesUp ?? 0,
    bytesReceived: client?.bytesDown ?? 0,
    runs: runIds.map((runId) => {
      const run = client?.runs.find((offer) => offer.runId === runId);
      const byRound = new Map(
        accepted.filter((one) => one.runId === runId).map((one) => [one.round, one]),
      );
      return {
        runId,
        name: run?.name ?? runId,
        roundsOfRun: run?.rounds ?? 0,
        updates: [...byRound.values()].map(({ round, numExamples, payloadBytes, countedIn }) => ({
          ...{ round, examples: numExamples, bytes: payloadBytes },
          model: countedIn ?? null,
        })),
        privacy: run?.privacy ? { ...run.privacy, protection: run.protection } : null,
      };
    }),
  };
};
