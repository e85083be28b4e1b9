/**
 * What a person chose to train on. Plain data, so that it can be kept for a reload: files and examples
 * themselves are never part of it.
 */
export type DataChoice =
  /** A shard of public data that the coordinator hands out, in place of data of one's own. */
  | { readonly kind: 'demo' }
  /** Data of one's own for the needs with these keys, of {@link dataNeeds}; demo shards for all others. */
  | { readonly kind: 'own'; readonly keys: readonly string[] };
