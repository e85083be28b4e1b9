export interface ShownWeights {
  /** Fetched once, and kept for the next question. */
  of(digest: string): Promise<Float32Array>;
  /** Lets all others go: a page that follows a long run would come to hold every checkpoint that was looked at. */
  keepOnly(digests: readonly string[]): void;
}

/** The weights of the checkpoints that are shown. */
export const shownWeights = (weightsOf: ShownWeights['of']): ShownWeights => {
  const fetched = new Map<string, Promise<Float32Array>>();
  return {
    of: (digest) => {
      const asked = fetched.get(digest) ?? weightsOf(digest);
      fetched.set(digest, asked);
      // What could not be had may be had later.
      asked.catch(() => fetched.get(digest) === asked && fetched.delete(digest));
      return asked;
    },
    keepOnly: (digests) => {
      for (const digest of [...fetched.keys()])
        if (!digests.includes(digest)) fetched.delete(digest);
    },
  };
};
