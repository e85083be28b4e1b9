import { aggregateUpdates } from '../../aggregate-updates.ts';
import { createWeightedMean } from '../../aggregators/weighted-mean.ts';
import { denseDelta } from '../../delta-reader.ts';
import { clipToNorm, nextClipNorm, splitNoise } from '../../privacy/index.ts';
import {
  expectAllClose,
  expectClose,
  expectSame,
  FLOAT32,
  type Golden,
  type GoldenCheck,
} from './golden.ts';

interface ClipTrace {
  readonly records: readonly number[];
  readonly C0: number;
  readonly target: number;
  readonly lr: number;
  readonly geometric: boolean;
  readonly sums: readonly number[];
  readonly clips: readonly number[];
}

/** Of Flower's twenty clients. */
const NORMS = Array.from({ length: 20 }, (_, index) => index + 1);

const shareWithin = (norms: readonly number[], clipNorm: number): number =>
  norms.filter((norm) => norm <= clipNorm).length / norms.length;

/** DP-AC, DP-AN: the clip norm that follows a quantile, and what its noise leaves to the sum. */
export const adaptiveClipVectors = (golden: Golden): GoldenCheck[] => {
  const {
    id,
    rows,
    flower_sign_defect: defect,
  } = golden.dp_adaptive_clip as {
    readonly id: string;
    readonly rows: readonly ClipTrace[];
    readonly flower_sign_defect: Readonly<Record<string, { readonly andrew_round_40: number }>>;
  };
  const split = golden.dp_adaptive_noise_split as {
    readonly id: string;
    readonly rows: readonly {
      readonly noise_multiplier: number;
      readonly out: readonly [number, number];
    }[];
  };
  return [
    ...rows.flatMap((row, index) =>
      row.geometric ? [{ id: `${id}/${index}`, run: () => expectTrace(row) }] : [],
    ),
    ...[5, 15].map((start) => ({
      id: `${id}/andrew-from-${start}`,
      run: () => {
        let clipNorm = start;
        for (let round = 0; round < 40; round++) {
          clipNorm = nextClipNorm(clipNorm, shareWithin(NORMS, clipNorm), {
            targetQuantile: 0.5,
            clipLearningRate: 0.2,
          });
        }
        expectClose(clipNorm, defect[`C0_${start}`]?.andrew_round_40 as number);
      },
    })),
    ...split.rows.map(({ noise_multiplier, out: [countStddev, sumMultiplier] }, index) => ({
      id: `${split.id}/${index}`,
      run: () => expectClose(splitNoise(noise_multiplier, countStddev), sumMultiplier),
    })),
  ];
};

const expectTrace = ({ records, C0, target, lr, sums, clips }: ClipTrace): void => {
  let clipNorm = C0;
  sums.forEach((sum, round) => {
    const clipped = records.map((record) => clipToNorm(Float32Array.of(record), clipNorm).values);
    const total = clipped.reduce((so, [value = 0]) => so + value, 0);
    expectClose(total, sum, { ...FLOAT32, atol: 1e-6 });
    const share = shareWithin(records.map(Math.abs), clipNorm);
    clipNorm = nextClipNorm(clipNorm, share, { targetQuantile: target, clipLearningRate: lr });
    expectClose(clipNorm, clips[round] as number, { atol: 1e-12, rtol: 1e-9 });
  });
};

interface ClipRow {
  readonly op: string;
  readonly C: number;
  readonly values: readonly (number | readonly number[])[];
  readonly weights?: readonly number[];
  readonly result: number | readonly number[];
  readonly clipped?: number;
  readonly atol?: number;
}

/** CLIP, by what clips for privacy; zeroing is no part of that. */
export const privateClipVectors = (golden: Golden): GoldenCheck[] => {
  const { id, rows } = golden.clip_literals as {
    readonly id: string;
    readonly rows: readonly ClipRow[];
  };
  return rows.flatMap((row, index) =>
    row.op.startsWith('clip_')
      ? [{ id: `${id}/${index}/private`, run: () => expectClipped(row) }]
      : [],
  );
};

const expectClipped = ({ op, C, values, weights, result, clipped, atol = 0 }: ClipRow): void => {
  const elements = op.endsWith('struct4') ? 4 : 1;
  const clips = values.map((value) =>
    clipToNorm(
      typeof value === 'number' ? new Float32Array(elements).fill(value) : Float32Array.from(value),
      C,
    ),
  );
  if (clipped !== undefined) expectSame(clips.filter((clip) => clip.clipped).length, clipped);
  const mean = aggregateUpdates(
    createWeightedMean('num-examples'),
    clips.map((clip, index) => ({
      delta: denseDelta(clip.values),
      numExamples: weights?.[index] ?? 1,
    })),
  );
  const count = weights ? 1 : values.length;
  const wanted =
    typeof result === 'number' ? new Array<number>(elements).fill(result) : [...result];
  expectAllClose(
    mean.map((value) => value * count),
    wanted,
    { ...FLOAT32, atol },
  );
};
