import type { CheckedData } from '@tributary/local-data';

/** What a source has read, and what to call it. */
export interface Brought {
  /** "patients.csv", "12 pictures" */
  readonly source: string;
  readonly checked: CheckedData;
}

/** What every source is given. */
export interface SourceProps<Schema> {
  readonly schema: Schema;
  /** Gets what there is to be used; null while there is nothing. What was used before stays in use. */
  readonly onBrought: (brought: Brought | null) => void;
}
