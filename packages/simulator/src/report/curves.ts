import type { RoundRow } from '../results/round-row.ts';
import {
  median,
  type RunResult,
  type SimulationResult,
  summarise,
  variantsOf,
} from '../results/simulation-result.ts';
import type { Series } from './line-chart.ts';

/** Numbers that can be drawn: a run that diverged has others. */
const isKnown = (value: number | null): value is number => value !== null && Number.isFinite(value);

/** One curve for each variant: the median over its seeds by round, within their range. */
export const curvesOf = (
  { runs }: SimulationResult,
  pick: (row: RoundRow) => number | null,
): Series[] =>
  variantsOf(runs).map((variant) =>
    seriesOf(
      runs.filter((run) => run.variant === variant),
      variant,
      pick,
    ),
  );

/** As {@link curvesOf} of the best accuracy, with the round at which the median seed reached the mark. */
export const accuracyCurves = (result: SimulationResult): Series[] => {
  const summaries = summarise(result);
  return curvesOf(result, ({ bestAccuracy }) => bestAccuracy).map((series, index) => {
    const rounds = (summaries[index]?.roundsToMark ?? []).map(
      (value) => value ?? Number.POSITIVE_INFINITY,
    );
    const reached = rounds.length > 0 ? median(rounds) : Number.POSITIVE_INFINITY;
    return Number.isFinite(reached) ? { ...series, reached } : series;
  });
};

/** A run that reached its mark has ended: it stands where it was, so that the median does not jump. */
const seriesOf = (
  runs: readonly RunResult[],
  name: string,
  pick: (row: RoundRow) => number | null,
): Series => {
  const known = runs.map(({ rows }) =>
    rows.flatMap((row) => {
      const value = pick(row);
      return isKnown(value) ? [[row.round, value] as const] : [];
    }),
  );
  const rounds = [...new Set(known.flatMap((points) => points.map(([round]) => round)))].sort(
    (a, b) => a - b,
  );
  const at = (round: number): number[] =>
    known.flatMap((points) => {
      const point = points.findLast(([x]) => x <= round);
      return point ? [point[1]] : [];
    });
  const byRound = rounds.map((round) => [round, at(round)] as const);
  return {
    name,
    points: byRound.map(([round, values]) => [round, median(values)] as const),
    band:
      runs.length < 2
        ? []
        : byRound.map(
            ([round, values]) => [round, Math.min(...values), Math.max(...values)] as const,
          ),
  };
};
