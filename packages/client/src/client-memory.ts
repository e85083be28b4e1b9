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

export const emptyMemory: ClientMemory = { method: null, residual: null, compression: null };

/** Where memories lie. One that is lost costs accuracy, no more. */
export interface MemoryStore {
  load(runId: string): Promise<ClientMemory>;
  save(runId: string, memory: ClientMemory): Promise<void>;
}

/** Keeps memories as long as the process or page lives. */
export const createVolatileMemories = (): MemoryStore => {
  const memories = new Map<string, ClientMemory>();
  return {
    load: async (runId) => memories.get(runId) ?? emptyMemory,
    save: async (runId, memory) => void memories.set(runId, memory),
  };
};
