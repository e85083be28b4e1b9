/** Results that were made a short while ago, for whoever asks for the same. */
export interface Recent {
  /** What is kept under the key, else what `make` makes; those who ask at once share it. */
  get(key: string, make: () => Promise<Uint8Array>): Promise<Uint8Array>;
}

/** Keeps those that were asked for last: so many bytes of them, but always the very last. */
export const createRecent = (maxBytes: number): Recent => {
  const kept = new Map<string, { readonly made: Promise<Uint8Array>; bytes: number }>();
  const dropOldest = () => {
    let bytes = 0;
    for (const entry of kept.values()) bytes += entry.bytes;
    for (const [key, entry] of kept) {
      if (bytes <= maxBytes || kept.size === 1) return;
      kept.delete(key);
      bytes -= entry.bytes;
    }
  };
  return {
    get: async (key, make) => {
      const known = kept.get(key);
      if (known !== undefined) {
        kept.delete(key);
        kept.set(key, known);
        return known.made;
      }
      const entry = { made: make(), bytes: 0 };
      kept.set(key, entry);
      try {
        const made = await entry.made;
        entry.bytes = made.byteLength;
        dropOldest();
        return made;
      } catch (error) {
        if (kept.get(key) === entry) kept.delete(key);
        throw error;
      }
    },
  };
};
