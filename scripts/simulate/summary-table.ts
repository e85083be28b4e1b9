import { type SimulationResult, summarise } from '@tributary/simulator';
import { formatAccuracy, formatLoss, formatSeconds } from '../start/format.ts';

/** The simulation's outcome as a table for a terminal, one line a variant. */
export const describeSummary = (result: SimulationResult): string => {
  const mark = result.simulation.stopAt?.accuracy;
  const header = [
    'variant',
    'seeds',
    ...(mark === undefined ? [] : [`rounds to ${formatAccuracy(mark)}`]),
    'best accuracy',
    'loss',
    'time',
  ];
  const rows = summarise(result).map((summary) => [
    summary.variant,
    String(summary.seeds),
    ...(mark === undefined
      ? []
      : [
          `${summary.medianRounds ?? '–'} (${summary.roundsToMark
            .map((rounds) => (rounds === null ? '–' : rounds.toFixed(1)))
            .join(', ')})`,
        ]),
    formatAccuracy(summary.medianBestAccuracy),
    formatLoss(summary.medianFinalLoss),
    formatSeconds(1000 * summary.wallS),
  ]);
  const comparisons = result.runs.flatMap(({ variant, seed, comparison }) => {
    if (!comparison) return [];
    const { mean, globalOnTest } = comparison;
    const shown = Object.entries({
      ...mean,
      globalOnTest: globalOnTest.accuracy ?? globalOnTest.loss,
    })
      .filter(([, value]) => value !== null)
      .map(([name, value]) => `${name} ${(value as number).toFixed(4)}`);
    return [`${variant} seed ${seed}: ${shown.join(', ')}`];
  });
  return [table([header, ...rows]), ...comparisons].join('\n');
};

const table = (rows: readonly (readonly string[])[]): string => {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] as number))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};
