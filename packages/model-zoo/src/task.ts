import type { ClientWork } from '@tributary/fedavg';

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
  readonly clientWork: ClientWork;
}
