import type { DataPlace, Examples } from '@tributary/model-zoo';
import type { Findings } from './findings.ts';

/** Examples to ask a model about. Of some it may be known what they are. */
export interface AskedData {
  readonly examples: Pick<Examples, 'numExamples' | 'featureShape' | 'features'>;
  /** What each is: its class's index, or its number as the schema's unit counts it; NaN where nobody says. */
  readonly targets: Float32Array;
  /** Where each comes from. */
  readonly places: readonly DataPlace[];
  /** Of text: the place in each example after which the next character is asked for. */
  readonly positions?: Int32Array;
  /** Rows, lines or files that have a fault and are left out. */
  readonly numFaulty: number;
  /** Why something is left out. */
  readonly errors: Findings;
  /** What is asked about and may still be wrong. */
  readonly warnings: Findings;
}
