type WeightsOf = (digest: string) => Promise<Float32Array>;

/**
 * Weights that are fetched once and kept for the next question; of many checkpoints only those that were asked for
 * last, or a page that follows a long run would hold them all.
 * @param most how many are kept
 */
export const fewWeights = (weightsOf: WeightsOf, most: number): WeightsOf => {
  const fetched = new Map<string, Promise<Float32Array>>();
  return (digest) => {
    const asked = fetched.get(digest) ?? weightsOf(digest);
    // Behind the others: the one that was asked for last.
    fetched.delete(digest);
    fetched.set(digest, asked);
    for (const oldest of [...fetched.keys()].slice(0, -most)) fetched.delete(oldest);
    // What could not be had may be had later.
    asked.catch(() => fetched.get(digest) === asked && fetched.delete(digest));
    return asked;
  };
};
