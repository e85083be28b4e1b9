import type { RoundRecord } from '@tributary/rounds';

export type CurveAxis = 'round' | 'bytes';
export type CurveMetric = 'accuracy' | 'loss';
/** What is needed of a committed round. */
export type CurveRound = Pick<RoundRecord, 'round' | 'accuracy' | 'loss' | 'bytesUp' | 'bytesDown'>;

/** All that is drawn at one place of the axis: `x`, and by the run's place in the list its value. */
export type CurveRow = { readonly x: number } & Readonly<Record<`run${number}`, number>>;

interface CurveOptions {
  readonly axis: CurveAxis;
  readonly metric: CurveMetric;
  /** Points of a run that are drawn at most; more than the chart has pixels would only be slow. */
  readonly most?: number;
}

/** Several runs' curves over one axis; rounds without a figure are left out. Bytes are all so far, up and down. */
export const overlaidCurves = (
  runs: readonly (readonly CurveRound[])[],
  { axis, metric, most = 300 }: CurveOptions,
): CurveRow[] => {
  const rows = new Map<number, Record<string, number>>();
  runs.forEach((history, place) => {
    for (const { x, value } of thinned(pointsOf(history, axis, metric), most)) {
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
  history: readonly CurveRound[],
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

/** Every so-manieth point, and always the last. */
const thinned = (points: readonly CurvePoint[], most: number): CurvePoint[] => {
  const step = Math.ceil(points.length / most);
  return points.filter((_, at) => (points.length - 1 - at) % Math.max(step, 1) === 0);
};
