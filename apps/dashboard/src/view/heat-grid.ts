import type { ClientId } from '@tributary/protocol';
import type { RoundRecord } from '@tributary/rounds';
import { marksOfRecord, STANDS_OUT } from './stand-out.ts';

/** How far each client's updates were from those of the others, over the rounds. */
export interface HeatGrid {
  /** "7", or "11–20" where rounds are drawn together. */
  readonly columns: readonly string[];
  /** Those that stood out most stand first. */
  readonly rows: readonly HeatRow[];
  /** Clients that have no row, as they stood out less than those that have. */
  readonly hidden: number;
}

export interface HeatRow {
  readonly clientId: ClientId;
  /** The farthest of the rounds of each column; null where there was no update. */
  readonly cells: readonly (number | null)[];
  /** In so many rounds it stood out. */
  readonly timesOut: number;
  /** The farthest of all. */
  readonly farthest: number;
}

/** What a column is made of; to be reckoned round by round, as there may be a million updates. */
export interface HeatColumn {
  readonly firstRound: number;
  readonly lastRound: number;
  readonly farthest: ReadonlyMap<ClientId, number>;
  readonly timesOut: ReadonlyMap<ClientId, number>;
}

/** Some rounds as one column. @param records at least one */
export const heatColumn = (records: readonly RoundRecord[]): HeatColumn => {
  const farthest = new Map<ClientId, number>();
  const timesOut = new Map<ClientId, number>();
  for (const record of records) {
    for (const { clientId, distance } of marksOfRecord(record)) {
      farthest.set(clientId, Math.max(farthest.get(clientId) ?? 0, distance));
      if (distance >= STANDS_OUT) timesOut.set(clientId, (timesOut.get(clientId) ?? 0) + 1);
    }
  }
  return {
    firstRound: records[0]?.round ?? 0,
    lastRound: records.at(-1)?.round ?? 0,
    ...{ farthest, timesOut },
  };
};

/** How many rounds are drawn together, so that at most so many columns are. */
export const roundsPerColumn = (rounds: number, mostColumns: number): number =>
  Math.max(1, Math.ceil(rounds / mostColumns));

export const heatGrid = (columns: readonly HeatColumn[], mostRows: number): HeatGrid => {
  const clientIds = new Set(columns.flatMap(({ farthest }) => [...farthest.keys()]));
  const ranked = [...clientIds]
    .map((clientId) => ({
      clientId,
      timesOut: columns.reduce((sum, { timesOut }) => sum + (timesOut.get(clientId) ?? 0), 0),
      farthest: columns.reduce(
        (most, { farthest }) => Math.max(most, farthest.get(clientId) ?? 0),
        0,
      ),
    }))
    .sort(
      (a, b) =>
        b.timesOut - a.timesOut || b.farthest - a.farthest || (a.clientId < b.clientId ? -1 : 1),
    );
  return {
    columns: columns.map(({ firstRound, lastRound }) =>
      firstRound === lastRound ? String(firstRound) : `${firstRound}–${lastRound}`,
    ),
    rows: ranked.slice(0, mostRows).map((row) => ({
      ...row,
      cells: columns.map(({ farthest }) => farthest.get(row.clientId) ?? null),
    })),
    hidden: Math.max(0, ranked.length - mostRows),
  };
};
