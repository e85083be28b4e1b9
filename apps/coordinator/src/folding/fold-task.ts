import type { WeightManifest } from '@tributary/fedavg';
import type { Digest, Rejection } from '@tributary/protocol';
import type { AggregateTask } from '@tributary/rounds';

/** What the folding thread does. Folders are paths of blob stores. */
export type FoldTask = ScreenTask | FoldRoundTask;

/** Check a finished upload and spool it. */
export interface ScreenTask {
  readonly type: 'screen';
  /** The whole frame; transferred, not copied. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly digest: Digest;
  readonly manifest: WeightManifest;
  readonly spoolFolder: string;
}
export type ScreenResult = { readonly ok: true } | Rejection;

/** Fold spooled updates into a base checkpoint with the run's strategy. */
export interface FoldRoundTask extends AggregateTask {
  readonly type: 'aggregate';
  readonly blobFolder: string;
  readonly spoolFolder: string;
}
