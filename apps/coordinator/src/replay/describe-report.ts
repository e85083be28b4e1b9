import type { RunReport } from './check-run.ts';

/** The same as one line of JSON. */
export const summariseReport = ({ runId, events, rounds, faults }: RunReport) => ({
  run: runId,
  events,
  rounds: rounds.filter(({ round }) => round > 0).length,
  recomputed: rounds.filter(({ round, recomputed }) => round > 0 && recomputed).length,
  holds: faults.length === 0,
  faults,
});

/** A report as people read it: a line for each round, then all that does not hold. */
export const describeReport = (report: RunReport): string => {
  const { runId, name, events, rounds, faults } = report;
  const wrong = new Set(faults.map(({ round }) => round));
  const rows = rounds.map(({ round, updates, done }) => [
    String(round),
    String(updates),
    wrong.has(round) ? 'DOES NOT HOLD' : 'holds',
    done,
  ]);
  const { recomputed } = summariseReport(report);
  return [
    `Run ${runId}, "${name}", ${events} entries in its log.`,
    ...alignRows([['round', 'updates', 'verdict', 'what was done'], ...rows]),
    ...faults.map(
      ({ round, what }) => `${round === null ? 'The run' : `Round ${round}`}: ${what}.`,
    ),
    faults.length === 0
      ? `All of it holds. Rounds computed again: ${recomputed}.`
      : `It does not hold; the coordinator's state is damaged or was changed. Restore it from a backup.`,
  ].join('\n');
};

const alignRows = (rows: readonly (readonly string[])[]): string[] => {
  const widthOf = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  const [round, updates, verdict] = [widthOf(0), widthOf(1), widthOf(2)];
  return rows.map(([a = '', b = '', c = '', d = '']) =>
    [a.padStart(round), b.padStart(updates), c.padEnd(verdict), d].join('  '),
  );
};
