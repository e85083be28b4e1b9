import type { ClientWork } from '@tributary/fedavg';
import type { PreprocessingStep } from './preprocessor.ts';

/** A template for a run: what to learn, with settings that work. A run copies it and may change it. */
export interface Task {
  readonly name: string;
  readonly title: string;
  /** One sentence in plain words for the person who lends a device: what is learnt. */
  readonly description: string;
  /** Names in the registries. */
  readonly dataset: string;
  readonly model: string;
  readonly partition: {
    readonly partitioner: string;
    readonly params: Readonly<Record<string, unknown>>;
  };
  /** What a device does with its examples first; nothing without it. */
  readonly preprocessing?: readonly PreprocessingStep[];
  readonly clientWork: ClientWork;
}
