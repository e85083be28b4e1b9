import { z } from 'zod';

/**
 * What a person chose to train on. Plain data, so that it can be kept for a reload: files and examples
 * themselves are never part of it.
 */
export const dataChoiceSchema = z.discriminatedUnion('kind', [
  /** A shard of public data that the coordinator hands out, in place of data of one's own. */
  z.object({ kind: z.literal('demo') }),
  /** Data of one's own for the needs with these keys, of {@link dataNeeds}; demo shards for all others. */
  z.object({ kind: z.literal('own'), keys: z.array(z.string()).readonly() }),
]);
export type DataChoice = z.output<typeof dataChoiceSchema>;
