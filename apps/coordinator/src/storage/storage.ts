import type { Digest, LoggedEvent, RunConfig, RunId } from '@tributary/protocol';

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
  readonly createdAt: number;
}

/** What the coordinator must not forget. Everything is durable when its promise resolves. */
export interface Storage {
  createRun(run: StoredRun): Promise<void>;
  /** Oldest first. */
  listRuns(): Promise<StoredRun[]>;
  /**
   * Appends to the run's log. In the same transaction a counted update takes its unique row, and a
   * commit keeps its checkpoint. Rejects when `seq` or the update's row is taken, and then changes
   * nothing.
   */
  appendEvent(runId: RunId, logged: LoggedEvent, committed?: StoredCheckpoint): Promise<void>;
  /** In order, from `afterSeq` (exclusive) on. */
  listEvents(runId: RunId, afterSeq: number): Promise<LoggedEvent[]>;
  /** Keeps a checkpoint; the same one again changes nothing. */
  saveCheckpoint(checkpoint: StoredCheckpoint): Promise<void>;
  /** Newest first. */
  listCheckpoints(runId: RunId): Promise<StoredCheckpoint[]>;
  /** The kept value of a setting, or the offered one, which is then kept. */
  setting(name: string, offered: string): Promise<string>;
  close(): Promise<void>;
}
