/** Something that does not hold. */
export interface Fault {
  /** Null where it is about the run as a whole. */
  readonly round: number | null;
  /** In plain words. */
  readonly what: string;
}

export const faultOf = (round: number | null, what: string): Fault => ({ round, what });
