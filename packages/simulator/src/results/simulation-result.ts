import type { RunConfig } from '@tributary/protocol';
import type { Comparison } from '../compare-clients.ts';
import type { Simulation } from '../simulation-config.ts';
import { type RoundRow, roundsTo } from './round-row.ts';

/** One run of a simulation, finished or not. */
export interface RunResult {
  readonly variant: string;
  readonly seed: number;
  readonly config: RunConfig;
  readonly clients: number;
  readonly status: string;
  readonly statusReason: string | null;
  readonly rows: readonly RoundRow[];
  /** The digest of the last global model. */
  readonly checkpoint: string | null;
  /** Real time that it took, in seconds, on this machine. */
  readonly wallS: number;
  readonly comparison?: Comparison | undefined;
}

/** What a simulation brought, as the JSON file holds it. */
export interface SimulationResult {
  readonly simulation: Simulation;
  readonly clients: number;
  readonly runs: readonly RunResult[];
  /** The stage before the runs, by seed, where some of them start from it. */
  readonly pretraining?: readonly RunResult[];
}

/** What the runs of one variant have in common. */
export interface VariantSummary {
  readonly variant: string;
  readonly seeds: number;
  /** The rounds to the mark, by seed; null where it was not reached. */
  readonly roundsToMark: readonly (number | null)[];
  /** Of whole rounds; null when fewer than half of the seeds reached the mark. */
  readonly medianRounds: number | null;
  readonly medianBestAccuracy: number | null;
  /** Of each seed's last test. */
  readonly medianLastAccuracy: number | null;
  /** Of all updates and of all models that were sent, of the whole run. */
  readonly medianBytesUp: number;
  readonly medianBytesDown: number;
  /** Of each seed's last loss that is a number. */
  readonly medianFinalLoss: number | null;
  readonly wallS: number;
}

/** The variants that there are runs of, in their order. */
export const variantsOf = (runs: readonly Pick<RunResult, 'variant'>[]): string[] => [
  ...new Set(runs.map(({ variant }) => variant)),
];

export const summarise = ({ simulation, runs }: SimulationResult): VariantSummary[] =>
  variantsOf(runs).map((variant) => {
    const own = runs.filter((run) => run.variant === variant);
    const mark = simulation.stopAt?.accuracy;
    const reached = own.map(({ rows }) => (mark === undefined ? undefined : roundsTo(rows, mark)));
    const whole = reached.map((rounds) =>
      rounds === undefined ? Number.POSITIVE_INFINITY : Math.ceil(rounds),
    );
    const medianRounds = mark === undefined ? null : median(whole);
    return {
      variant,
      seeds: own.length,
      roundsToMark: reached.map((rounds) => rounds ?? null),
      medianRounds: medianRounds === null || !Number.isFinite(medianRounds) ? null : medianRounds,
      medianBestAccuracy: medianOf(own.map(({ rows }) => rows.at(-1)?.bestAccuracy)),
      medianLastAccuracy: medianOf(
        own.map(({ rows }) => rows.findLast(({ accuracy }) => accuracy !== null)?.accuracy),
      ),
      medianBytesUp: median(own.map(({ rows }) => sumOf(rows, 'bytesUp'))),
      medianBytesDown: median(own.map(({ rows }) => sumOf(rows, 'bytesDown'))),
      medianFinalLoss: medianOf(
        own.map(({ rows }) => rows.findLast(({ loss }) => Number.isFinite(loss))?.loss),
      ),
      wallS: own.reduce((sum, { wallS }) => sum + wallS, 0),
    };
  });

const sumOf = (rows: readonly RoundRow[], field: 'bytesUp' | 'bytesDown'): number =>
  rows.reduce((sum, row) => sum + row[field], 0);

const medianOf = (values: readonly (number | null | undefined)[]): number | null => {
  const known = values.filter((value) => value !== null && value !== undefined);
  return known.length === 0 ? null : median(known);
};

/** The middle value, or the mean of the two in the middle. */
export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] as number) + (sorted[Math.floor(middle)] as number)) / 2;
};
