import { decimate } from '../view/decimate.ts';
import type { JudgedRound } from '../view/judged-rounds.ts';

export type CurveAxis = 'round' | 'bytes';
export type CurveMetric = 'accuracy' | 'loss';

/** All that is drawn at one place of the axis: `x`, and by the run's place in the list its value. */
export type CurveRow = { readonly x: number } & Readonly<Record<`run${number}`, number>>;

interface CurveOptions {
  readonly axis: CurveAxis;
  readonly metric: CurveMetric;
  /** About so many points of a run are drawn at most; more than the chart has pixels would only be slow. */
  readonly most?: number;
}

/** Several runs' curves over one axis; rounds without a figure are left out. Bytes are all so far, up and down. */
export const overlaidCurves = (
  runs: readonly (readonly JudgedRound[])[],
  { axis, metric, most = 300 }: CurveOptions,
): CurveRow[] => {
  const rows = new Map<number, Record<string, number>>();
  runs.forEach((history, place) => {
    for (const { x, value } of decimate(pointsOf(history, axis, metric), [readValue], most)) {
      const row = rows.get(x) ?? {};
      row[`run${place}`] = value;
      rows.set(x, row);
    }
  });
  return [...rows].sort(([a], [b]) => a - b).map(([x, values]) => ({ x, ...values }));
};

interface CurvePoint {
  readonly x: number;
  readonly value: number;
}

const pointsOf = (
  history: readonly JudgedRound[],
  axis: CurveAxis,
  metric: CurveMetric,
): CurvePoint[] => {
  let bytes = 0;
  return history.flatMap((record) => {
    bytes += record.bytesUp + record.bytesDown;
    const value = record[metric];
    return value === null ? [] : { x: axis === 'round' ? record.round : bytes, value };
  });
};

const readValue = ({ value }: CurvePoint): number => value;
