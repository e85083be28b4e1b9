import { aggregateUpdates } from '../../aggregate-updates.ts';
import { aggregators } from '../../aggregators/registry.generated.ts';
import { poisonsUpdates } from '../../attack.ts';
import { largestDeviation } from '../../attack-tools/largest-deviation.ts';
import { attacks } from '../../attacks/registry.generated.ts';
import { meanOfClosestSorted } from '../../kernels/column-order.ts';
import { createRandom } from '../../random.ts';
import { adaptiveClipNorm, clipFactors } from '../../robust/adaptive-clipping.ts';
import { combineRows } from '../../robust/combine-rows.ts';
import { gramOf } from '../../robust/gram.ts';
import { meanOf } from '../../robust/linear-rule.ts';
import { nearestTo } from '../../robust/nearest.ts';
import { nearestMatrix } from '../../robust/nearest-neighbour-mixing.ts';
import { blocksOf } from '../../update-blocks.ts';
import { updateOf } from '../some-updates.ts';
import { expectAllClose, expectClose, FLOAT32, type Golden, type GoldenCheck } from './golden.ts';
import { flatten, type Nested } from './nested.ts';

type Rows = readonly Nested[];

const updatesOf = (rows: Rows, numExamples: readonly number[] = []) =>
  rows.map((row, index) =>
    updateOf(Float32Array.from(flatten(row)), { numExamples: numExamples[index] ?? 1 }),
  );

const aggregate = (name: string, params: object, rows: Rows, numExamples?: readonly number[]) => {
  const rule = aggregators.get(name);
  return aggregateUpdates(rule.build(rule.params.parse(params)), updatesOf(rows, numExamples));
};

interface ColumnRow {
  readonly inputs: Rows;
  readonly num_examples?: readonly number[];
  readonly expected: Nested;
}

interface PickVector {
  readonly f: number;
  readonly keep?: number;
  readonly inputs: Rows;
  readonly expected: Nested;
}

/** BYZ-01 to BYZ-03: Flower's tests of Krum, Multi-Krum and Bulyan. */
const pickVectors = (robust: Golden): GoldenCheck[] => {
  const check = (id: string, name: string, key: string, variants: readonly string[]) =>
    variants.map((variant) => ({
      id: `${id}/${variant}`,
      run: () => {
        const { f, keep, inputs, expected } = robust[key] as PickVector;
        const params = { numMalicious: f, variant, ...(keep === undefined ? {} : { keep }) };
        const wanted = Float32Array.from(flatten(expected));
        expectAllClose(aggregate(name, params, inputs), wanted, FLOAT32);
      },
    }));
  return [
    ...check('BYZ-01', 'Krum', 'BYZ01', ['paper', 'flower']),
    ...check('BYZ-02', 'MultiKrum', 'BYZ02', ['paper', 'flower']),
    ...check('BYZ-03', 'Bulyan', 'BYZ03', ['paper', 'flower']),
  ];
};

interface ClosestRow {
  readonly ref: Nested;
  readonly w: Rows;
  readonly beta: number;
  readonly expected: Nested | 'error';
}

/** BYZ-04: the mean of the values closest to a reference, in float64. */
const closestVectors = (robust: Golden): GoldenCheck[] =>
  (robust.BYZ04 as { rows: readonly ClosestRow[] }).rows.map(({ ref, w, beta, expected }, row) => ({
    id: `BYZ-04/${row}`,
    run: () => {
      const columns = flatten(ref).map((_, j) =>
        Float64Array.from(w, (update) => flatten(update)[j] as number).sort(),
      );
      const means = () =>
        columns.map((column, j) => meanOfClosestSorted(column, flatten(ref)[j] as number, beta));
      if (expected === 'error') expectRangeError(means);
      else expectAllClose(means(), flatten(expected));
    },
  }));

const expectRangeError = (run: () => unknown): void => {
  try {
    run();
  } catch (error) {
    if (error instanceof RangeError) return;
    throw error;
  }
  throw new Error('got a result, wanted a RangeError');
};

/** BYZ-05 and BYZ-06: Flower's tests of the coordinate median and the trimmed mean. */
const columnVectors = (robust: Golden): GoldenCheck[] => {
  const check = (id: string, name: string, params: object) => {
    const { rows } = robust[id.replace('-', '')] as { rows: readonly ColumnRow[] };
    return rows.map(({ inputs, num_examples, expected }, row) => ({
      id: `${id}/${row}`,
      run: () =>
        expectAllClose(aggregate(name, params, inputs, num_examples), flatten(expected), FLOAT32),
    }));
  };
  return [
    ...check('BYZ-05', 'CoordinateMedian', {}),
    ...check('BYZ-06', 'TrimmedMean', { beta: 0.25 }),
  ];
};

interface ByzflVector {
  readonly input: readonly (readonly number[])[];
  readonly expected: Readonly<Record<string, Nested>>;
}

/** BYZ-07: what ByzFL makes of three rows. Left out: two rules with a random start, and its searches. */
const byzflVectors = (robust: Golden): GoldenCheck[] => {
  const { input, expected } = robust.BYZ07 as ByzflVector;
  const numMalicious = 1;
  const byzfl = { numMalicious, variant: 'byzfl' };
  const weiszfeld = { maxIterations: 3, smoothing: 0.1, tolerance: 0, start: 'zero' };
  const blocks = () => blocksOf(updatesOf(input));
  const rule = (name: string, params: object) => () => [...aggregate(name, params, input)];
  const clipped = (clipNorm: number) =>
    input.flatMap((row, i) =>
      row.map((value) => value * (clipFactors(gramOf(blocks()), 3, clipNorm)[i] as number)),
    );
  const results: Readonly<Record<string, () => readonly number[]>> = {
    Average: rule('WeightedMean', {}),
    Median: rule('CoordinateMedian', {}),
    TrMean_f1: rule('TrimmedMean', { beta: 1 / 3 }),
    GeometricMedian_nu0_1_T3: rule('GeometricMedian', weiszfeld),
    Krum_f1: rule('Krum', byzfl),
    MultiKrum_f1: rule('MultiKrum', byzfl),
    CenteredClipping_L1_tau100: rule('CenteredClipping', { clipNorm: 100, iterations: 1 }),
    MDA_f1: rule('MinimumDiameterAveraging', { numMalicious }),
    Meamed_f1: rule('Meamed', { numMalicious }),
    MoNNA_f1_idx1: () => {
      const nearest = nearestTo(gramOf(blocks()), 1, 3, 3 - numMalicious);
      return [...combineRows(blocks(), meanOf(nearest, 3))];
    },
    NNM_f1: () => mixInput(nearestMatrix(gramOf(blocks()), 3, numMalicious)),
    Clipping_c2: () => clipped(2),
    ARC_f1: () => clipped(adaptiveClipNorm(gramOf(blocks()), 3, numMalicious)),
    SignFlipping: () => crafted('SignFlip', { of: 'honest-mean' }),
    IPM_tau2: () => crafted('InnerProductManipulation', { tau: 2 }),
    ALIE_tau1_5: () => crafted('ALIE', { deviations: 1.5 }),
    Mimic_0: () => crafted('Mimic', { target: 0 }),
  };
  const mixInput = (matrix: Float64Array) =>
    input.flatMap((row, i) =>
      row.map((_, j) =>
        input.reduce((sum, other, k) => sum + (matrix[3 * i + k] as number) * (other[j] ?? 0), 0),
      ),
    );
  const crafted = (name: string, params: object): number[] => {
    const attack = attacks.get(name);
    if (!poisonsUpdates(attack)) throw new Error(`${name} sends what it has learnt`);
    const honest = input.map((row) => Float32Array.from(row));
    const scene = { honest, own: new Float32Array(3), numMalicious, numClients: 4 };
    return [...attack.craft({ ...scene, random: createRandom(1) }, attack.params.parse(params))];
  };
  return Object.entries(expected).map(([name, wanted]) => ({
    id: `BYZ-07/${name}`,
    run: () => {
      const result = results[name];
      if (!result) throw new Error(`nothing gives ${name}`);
      expectAllClose(result(), flatten(wanted), FLOAT32);
    },
  }));
};

/** BYZ-12: ALIE's largest deviation, in float64. */
const alieVectors = (robust: Golden): GoldenCheck[] =>
  (robust.BYZ12 as { rows: readonly { n: number; m: number; z_max: number }[] }).rows.map(
    ({ n, m, z_max }, row) => ({
      id: `BYZ-12/${row}`,
      run: () => expectClose(largestDeviation({ numClients: n, numMalicious: m }), z_max),
    }),
  );

/** BYZ: robust aggregation and attacks, of Flower, ByzFL and Blades. */
export const robustVectors = (golden: Golden): GoldenCheck[] => {
  const robust = golden.robust as Golden;
  return [
    ...pickVectors(robust),
    ...closestVectors(robust),
    ...columnVectors(robust),
    ...byzflVectors(robust),
    ...alieVectors(robust),
  ];
};
