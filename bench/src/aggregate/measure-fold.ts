import {
  aggregateUpdates,
  type ClientUpdate,
  createRandom,
  createWeightedMean,
  type DeltaReader,
  denseDelta,
  encodePipeline,
  openPipeline,
} from '@tributary/fedavg';
import { median } from '../median.ts';
import { fillAtRandom } from './fill-at-random.ts';
import { peakMB } from './peak-mb.ts';

/** Different updates in memory: more than a processor's caches hold. The others are these again. */
const DISTINCT = 12;
const UPDATES = 96;
const REPEATS = 9;

const mean = createWeightedMean('num-examples');

export interface FoldFigures {
  /** Bytes of float32 updates that the weighted mean takes up in a second, in 10⁹. */
  readonly foldGBs: number;
  /** The same bytes copied elsewhere in memory, in the same run. */
  readonly memcpyGBs: number;
  /** The first by the second: the median of the runs' own. */
  readonly ratio: number;
  /** As `ratio`, beside copies all into one place, which stays in the cache. */
  readonly hotRatio: number;
  /** As `ratio`, for int8 updates, by the bytes that they decode to. */
  readonly int8Ratio: number;
  /** The largest resident set of the process after a mean of all updates. */
  readonly peakMB: number;
  /** And before, after means of a quarter of them: memory does not grow with their number. */
  readonly quarterPeakMB: number;
}

/** The weighted mean of updates of so many weights. */
export const measureFold = (size: number): FoldFigures => {
  const vectors = someVectors(size);
  const floats = repeat(vectors.map(denseDelta));
  const codes = repeat(vectors.map(asInt8));
  // As often as makes the same work, as sums that are done with are not collected at once.
  for (let i = 0; i < 4; i++) aggregateUpdates(mean, floats.slice(0, UPDATES / 4));
  const quarterPeakMB = peakMB();
  aggregateUpdates(mean, floats);
  const peaks = { peakMB: peakMB(), quarterPeakMB };

  const elsewhere = vectors.map(() => new Float32Array(size));
  const one = vectors.map(() => elsewhere[0] as Float32Array);
  const bytes = UPDATES * size * 4;
  const measure = () => ({
    memcpy: gigabytesPerS(bytes, () => copyAll(vectors, elsewhere)),
    fold: gigabytesPerS(bytes, () => aggregateUpdates(mean, floats)),
    hot: gigabytesPerS(bytes, () => copyAll(vectors, one)),
    int8: gigabytesPerS(bytes, () => aggregateUpdates(mean, codes)),
  });
  measure();
  // Interleaved, so that whatever else the machine does slows all of them down.
  const runs = Array.from({ length: REPEATS }, measure);
  const middle = (figure: (run: ReturnType<typeof measure>) => number) => median(runs.map(figure));
  return {
    foldGBs: middle(({ fold }) => fold),
    memcpyGBs: middle(({ memcpy }) => memcpy),
    ratio: middle(({ fold, memcpy }) => fold / memcpy),
    hotRatio: middle(({ fold, hot }) => fold / hot),
    int8Ratio: middle(({ int8, memcpy }) => int8 / memcpy),
    ...peaks,
  };
};

const gigabytesPerS = (bytes: number, work: () => void): number => {
  const start = performance.now();
  work();
  return bytes / 1e6 / (performance.now() - start);
};

/** All updates, one after the other, each to its place. */
const copyAll = (from: readonly Float32Array[], to: readonly Float32Array[]): void => {
  for (let i = 0; i < UPDATES; i++) {
    to[i % DISTINCT]?.set(from[i % DISTINCT] as Float32Array);
  }
};

const someVectors = (size: number): Float32Array[] => {
  const random = createRandom(1);
  return Array.from({ length: DISTINCT }, () => fillAtRandom(new Float32Array(size), random));
};

const repeat = (deltas: readonly DeltaReader[]): ClientUpdate[] =>
  Array.from({ length: UPDATES }, (_, i) => ({
    delta: deltas[i % DISTINCT] as DeltaReader,
    numExamples: 100 + i,
  }));

/** As it comes from a client that sends bytes instead of floats. */
const asInt8 = (values: Float32Array, seed: number): DeltaReader => {
  const stages = [{ name: 'int8', params: {} }];
  const manifest = [{ name: 'weights', shape: [values.length] }];
  const random = createRandom(seed);
  const { payload } = encodePipeline(stages, { values, manifest }, { random });
  const opened = openPipeline(stages, payload, manifest);
  if (!opened.ok) throw new Error(opened.reason);
  return opened.delta;
};
