import type { RoundPoint } from './round-series.ts';

export interface AccuracyAxis {
  readonly domain: [number, number];
  readonly ticks: number[];
  readonly tickFormatter: (share: number) => string;
}

/** An axis in whole tenths around the accuracies, so that neither a climb nor a plateau looks flat. */
export const accuracyAxis = (points: readonly Pick<RoundPoint, 'accuracy'>[]): AccuracyAxis => {
  const known = points.flatMap(({ accuracy }) => (accuracy === null ? [] : [accuracy]));
  const top = known.length === 0 ? 10 : Math.max(1, Math.ceil(Math.max(...known) * 10));
  const least = known.length === 0 ? 0 : Math.min(Math.floor(Math.min(...known) * 10), top - 1);
  const step = top - least > 5 ? 2 : 1;
  const count = Math.ceil((top - least) / step);
  const ticks = Array.from(
    { length: count + 1 },
    (_, i) => Math.max(0, top - (count - i) * step) / 10,
  );
  return {
    domain: [ticks[0] ?? 0, top / 10],
    ticks,
    tickFormatter: (share) => `${Math.round(share * 100)}\u00a0%`,
  };
};
