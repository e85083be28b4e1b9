import type { Digest } from '@tributary/protocol';
import type { AggregateTask, Screened, ScreeningRules } from '@tributary/rounds';

/** What the folding thread does. Folders are paths of blob stores. */
export type FoldTask = ScreenTask | FoldRoundTask;

/** Check a finished upload and spool it. */
export interface ScreenTask extends ScreeningRules {
  readonly type: 'screen';
  /** The whole frame, or the file that it lies in. */
  readonly source: Uint8Array | string;
  readonly digest: Digest;
  readonly spoolFolder: string;
}
export type ScreenResult = Screened;

/** Fold spooled updates into a base checkpoint with the run's strategy. */
export interface FoldRoundTask extends AggregateTask {
  readonly type: 'aggregate';
  readonly blobFolder: string;
  readonly spoolFolder: string;
}
