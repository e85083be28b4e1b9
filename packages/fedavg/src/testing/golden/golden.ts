/** The published vectors as they lie in `golden.json`. */
export type Golden = Readonly<Record<string, unknown>>;

/** One vector: `run` throws an error that says what came and what was wanted, if it does not hold. */
export interface GoldenCheck {
  /** As in the file, e.g. "OPT-01"; with a row where there are several, e.g. "DP-RDP/3". */
  readonly id: string;
  run(): void;
}

export interface Tolerance {
  /** Relative to what is wanted. */
  readonly rtol?: number;
  readonly atol?: number;
}

/** Float64 as the vectors' README says. */
export const FLOAT64: Tolerance = { rtol: 1e-9 };
/** Pipelines in float32. */
export const FLOAT32: Tolerance = { rtol: 1e-6 };

/** @throws {Error} when the two are further apart than allowed, or one is NaN */
export const expectClose = (
  got: number,
  wanted: number,
  { rtol = 0, atol = 0 }: Tolerance = FLOAT64,
): void => {
  if (got === wanted) return;
  if (!(Math.abs(got - wanted) <= atol + rtol * Math.abs(wanted))) {
    throw new Error(`got ${got}, wanted ${wanted} (rtol ${rtol}, atol ${atol})`);
  }
};

/** @throws {Error} when the lengths differ or any two elements are further apart than allowed */
export const expectAllClose = (
  got: ArrayLike<number>,
  wanted: ArrayLike<number>,
  tolerance: Tolerance = FLOAT64,
): void => {
  if (got.length !== wanted.length) {
    throw new Error(`got ${got.length} values, wanted ${wanted.length}`);
  }
  for (let i = 0; i < wanted.length; i++) {
    expectClose(got[i] as number, wanted[i] as number, tolerance);
  }
};

/** @throws {Error} when the two are not the same value */
export const expectSame = (got: unknown, wanted: unknown): void => {
  if (!Object.is(got, wanted)) throw new Error(`got ${String(got)}, wanted ${String(wanted)}`);
};
