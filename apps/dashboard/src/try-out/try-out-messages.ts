import type { ModelInput, ModelSpec } from '@tributary/model-zoo';
import type { RunConfig } from '@tributary/protocol';
import type { ModelSpeed, Rehearsal, RehearsalNews } from '@tributary/simulator/browser';

/** Where the examples of a dry run come from. */
export type ExampleSource =
  /** The data set that the run names, a part of it from the coordinator. */
  | { readonly kind: 'public' }
  /** Drawn at random from the schema. */
  | { readonly kind: 'random' }
  /** A file of the person's own; it stays in this browser. */
  | { readonly kind: 'file'; readonly file: File };

/** What the page asks of the worker, once. */
export type TryOutRequest =
  | { readonly type: 'rehearse'; readonly config: RunConfig; readonly source: ExampleSource }
  | { readonly type: 'time'; readonly models: readonly ModelSpec[]; readonly input: ModelInput };

/** What the worker tells, in the order in which it happens. */
export type TryOutNews =
  | RehearsalNews
  /** What does not pass the check in a file of the person's own, and is left out. */
  | { readonly type: 'faults'; readonly sentence: string }
  | { readonly type: 'done'; readonly rehearsal: Rehearsal }
  | { readonly type: 'speed'; readonly speed: ModelSpeed }
  | { readonly type: 'timed' }
  /** @param while whether the data could not be had, or the rest did not work */
  | { readonly type: 'failed'; readonly while: 'data' | 'work'; readonly message: string };
