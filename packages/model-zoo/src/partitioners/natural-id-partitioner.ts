import { z } from 'zod';
import { groupIndices } from '../group-indices.ts';
import { definePartitioner } from '../partition.ts';

/** One partition per natural id, in ascending order of the ids; the seed changes nothing. */
export const naturalIdPartitioner = definePartitioner({
  name: 'NaturalIdPartitioner',
  summary: 'One partition for each person or place that the examples came from.',
  params: z.object({}),
  partition: ({ naturalIds }) => {
    if (naturalIds === undefined) {
      throw new RangeError(
        'This data does not say who made each example, so it cannot be split by natural id. Give it its file of ids, or use IidPartitioner.',
      );
    }
    const ids = [...new Set(naturalIds)].sort((a, b) => a - b);
    const rankOf = new Map(ids.map((id, rank) => [id, rank]));
    return groupIndices(
      naturalIds.map((id) => rankOf.get(id) as number),
      ids.length,
    );
  },
});
