import type { ClientId, Digest, LoggedEvent, RunConfig, RunId } from '@tributary/protocol';

/** A run as it was created. */
export interface StoredRun {
  readonly runId: RunId;
  readonly config: RunConfig;
  readonly createdAt: number;
}

export interface StoredCheckpoint {
  readonly runId: RunId;
  readonly round: number;
  readonly digest: Digest;
  readonly optimizerState: Digest | null;
  readonly accuracy: number | null;
  readonly loss: number | null;
  /** Whether it stays on disk whatever the run's retention says. */
  readonly pinned: boolean;
  /** Whether it is the one of its run that applications are to use; it stays too. */
  readonly current: boolean;
  readonly createdAt: number;
}

/** The row of an update that counts. */
export interface StoredUpdate {
  readonly round: number;
  readonly attempt: number;
  readonly clientId: ClientId;
  readonly digest: Digest;
}

/** All that is written of a run. */
export interface RunRecords {
  readonly events: LoggedEvent[];
  readonly checkpoints: StoredCheckpoint[];
  readonly updates: StoredUpdate[];
}

/** An event of a run, and the checkpoint of the round that it commits. */
export interface LogEntry {
  readonly logged: LoggedEvent;
  readonly committed?: StoredCheckpoint | undefined;
  /** The attempt that it gives up: its updates may be counted again in another one of the same name. */
  readonly abandoned?: { readonly round: number; readonly attempt: number } | undefined;
}

/** What the coordinator must not forget. Everything is durable when its promise resolves. */
export interface Storage {
  createRun(run: StoredRun): Promise<void>;
  /** Oldest first. */
  listRuns(): Promise<StoredRun[]>;
  /**
   * Appends to the run's log, all entries or none. In the same transaction a counted update takes its
   * unique row, those that are lost or given up free theirs, and a commit keeps its checkpoint. Rejects when a
   * `seq` or an update's row is taken, and then changes nothing.
   */
  appendEvents(runId: RunId, entries: readonly LogEntry[]): Promise<void>;
  /** In order, from `afterSeq` (exclusive) on; at most `limit` of them. */
  listEvents(runId: RunId, afterSeq: number, limit?: number): Promise<LoggedEvent[]>;
  /** Keeps a checkpoint; the same one again changes nothing. */
  saveCheckpoint(checkpoint: StoredCheckpoint): Promise<void>;
  /** Newest first. */
  listCheckpoints(runId: RunId): Promise<StoredCheckpoint[]>;
  /** Of all runs, those that stay whatever retention says: the first ones, the pinned and the current ones. */
  listStayingCheckpoints(): Promise<StoredCheckpoint[]>;
  /** Pins a round's checkpoint or lets it loose again; false when there is no such checkpoint. */
  pinCheckpoint(runId: RunId, round: number, pinned: boolean): Promise<boolean>;
  /**
   * Makes a round's checkpoint the run's current one, and none of the others; null: none at all. False, and
   * nothing is changed, when there is no such checkpoint.
   */
  promoteCheckpoint(runId: RunId, round: number | null): Promise<boolean>;
  /** All that is written of a run, as it is at one moment; each part in its order. */
  readRecords(runId: RunId): Promise<RunRecords>;
  /** The kept value of a setting, or the offered one, which is then kept. */
  setting(name: string, offered: string): Promise<string>;
  /** Rejects when the database does not answer. */
  probe(): Promise<void>;
  close(): Promise<void>;
}
