/** A checkpoint that can be asked. */
export interface TryableModel {
  readonly digest: string;
  /** What a person calls it, e.g. "Round 12". */
  readonly label: string;
}
