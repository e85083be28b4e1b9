import type { Cohort, RoundRecord } from '@tributary/rounds';

/** How an update lies to the others of its round. */
export interface UpdateMark {
  readonly clientId: string;
  /** ‖δ‖₂; null where it was not measured. */
  readonly norm: number | null;
  /** To what the round made of all updates; null where they were not compared. */
  readonly cosine: number | null;
  /** Whether it counted. */
  readonly counted: boolean;
  /**
   * How far from the others: in robust standard deviations (1.4826 median absolute deviations), of the length or of
   * the direction, whichever is farther.
   */
  readonly distance: number;
}

/** From here on an update is shown as one that stands out: a hint to look at it, no verdict. */
export const STANDS_OUT = 5;

/** However alike the others are, this much is nothing special: a tenth in length, 0.05 in cosine. */
const LEAST_SPREAD = { norm: 0.1, cosine: 0.05 } as const;
/** Of fewer nobody can say who is unlike the others. */
const FEWEST = 4;

/** The updates of a round that were measured, in the order of the cohort. */
export const updateMarks = (cohort: Cohort): UpdateMark[] => {
  const measured = Object.entries(cohort).flatMap(([clientId, member]) => {
    if (member.status !== 'reported' && member.status !== 'rejected') return [];
    const { norm = null, cosine = null } = member;
    return norm === null ? [] : [{ clientId, norm, cosine, counted: member.status === 'reported' }];
  });
  if (measured.length < FEWEST) return measured.map((mark) => ({ ...mark, distance: 0 }));
  const lengths = spreadOf(
    measured.map(({ norm }) => logOf(norm)),
    LEAST_SPREAD.norm,
  );
  const cosines = measured.flatMap(({ cosine }) => (cosine === null ? [] : [cosine]));
  const directions = cosines.length < FEWEST ? null : spreadOf(cosines, LEAST_SPREAD.cosine);
  return measured.map((mark) => {
    const longer = Math.abs(logOf(mark.norm) - lengths.median) / lengths.spread;
    // Nobody points too much the same way as the others.
    const aside =
      directions === null || mark.cosine === null
        ? 0
        : Math.max(0, directions.median - mark.cosine) / directions.spread;
    return { ...mark, distance: Math.max(longer, aside) };
  });
};

/** Of a committed round; it does not change any more. */
export const marksOfRecord = (record: RoundRecord): readonly UpdateMark[] => {
  const marks = known.get(record) ?? updateMarks(record.cohort);
  known.set(record, marks);
  return marks;
};
const known = new WeakMap<RoundRecord, readonly UpdateMark[]>();

/** Twice as long is as far as half as long. */
const logOf = (norm: number): number => Math.log(Math.max(norm, Number.MIN_VALUE));

const spreadOf = (values: readonly number[], least: number) => {
  const median = medianOf(values);
  const deviation = medianOf(values.map((value) => Math.abs(value - median)));
  return { median, spread: Math.max(1.4826 * deviation, least) };
};

/** @param values at least one */
export const medianOf = (values: readonly number[]): number => {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2;
};
