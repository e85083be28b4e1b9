import type { StrategySpec, WeightManifest } from '@tributary/fedavg';
import type { Digest, Rejection } from '@tributary/protocol';

/** What the folding thread does. Folders are paths of blob stores. */
export type FoldTask = ScreenTask | AggregateTask;

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
export interface AggregateTask {
  readonly type: 'aggregate';
  readonly blobFolder: string;
  readonly spoolFolder: string;
  readonly strategy: StrategySpec;
  readonly base: Digest;
  readonly optimizerState: Digest | null;
  readonly updates: readonly { readonly digest: Digest; readonly numExamples: number }[];
}
export interface AggregateResult {
  readonly checkpoint: Digest;
  readonly optimizerState: Digest | null;
}
