/**
 * What a device keeps of a run from one of its rounds to the next; it never leaves the device. Null
 * where there is nothing to keep.
 */
export interface ClientMemory {
  /** The strategy's: a control variate, the layers of its own, a personal model. */
  readonly method: Float32Array | null;
  /** What compression lost of the last update. */
  readonly residual: Float32Array | null;
  /** Where a compression stage begins its next search. */
  readonly compression: Float32Array | null;
}

/** What a client has before its first round. @internal */
export const emptyMemory: ClientMemory = { method: null, residual: null, compression: null };

/**
 * A memory and the one before it. An update that was accepted may still not count: its round may be tried
 * again, or the update left out as an outlier. Then the client goes on from where it was.
 */
export interface KeptMemory {
  /** The round whose update was accepted last. */
  readonly round: number;
  /** What that round began with. */
  readonly before: ClientMemory;
  /** What it left. */
  readonly after: ClientMemory;
}

/** Where memories lie. One that is lost costs accuracy, no more. */
export interface MemoryStore {
  /** Null when there is none. */
  load(runId: string): Promise<KeptMemory | null>;
  /** Takes the place of the run's memory before. */
  save(runId: string, memory: KeptMemory): Promise<void>;
}

/**
 * What a client begins a round with.
 * @param countedRound the round of its last update that counted; null before the first
 * @internal
 */
export const memoryFor = (
  kept: KeptMemory | null | undefined,
  countedRound: number | null,
): ClientMemory => {
  if (!kept) return emptyMemory;
  return kept.round > (countedRound ?? 0) ? kept.before : kept.after;
};

/**
 * What a client begins a round with, as {@link memoryFor}. What came to nothing is forgotten here, so that it
 * cannot come back where the next memory is lost.
 * @internal
 */
export const recallMemory = async (
  store: MemoryStore,
  runId: string,
  countedRound: number | null,
): Promise<ClientMemory> => {
  const kept = await store.load(runId);
  const memory = memoryFor(kept, countedRound);
  if (kept && memory !== kept.after) await store.save(runId, { ...kept, after: memory });
  return memory;
};

/** Whether there is anything worth writing down. @internal */
export const isEmptyMemory = ({ method, residual, compression }: ClientMemory): boolean =>
  method === null && residual === null && compression === null;

/** Keeps memories as long as the process or page lives. */
export const createVolatileMemories = (): MemoryStore => {
  const memories = new Map<string, KeptMemory>();
  return {
    load: async (runId) => memories.get(runId) ?? null,
    save: async (runId, memory) => void memories.set(runId, memory),
  };
};
