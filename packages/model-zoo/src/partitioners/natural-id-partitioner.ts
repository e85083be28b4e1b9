import { z } from 'zod';
import { groupIndices } from '../group-indices.ts';
import { definePartitioner } from '../partition.ts';
import { requireNaturalIds } from '../partition-natural-ids.ts';

/** One partition per natural id, in ascending order of the ids; the seed changes nothing. */
export const naturalIdPartitioner = definePartitioner({
  name: 'NaturalIdPartitioner',
  summary: 'One partition for each person or place that the examples came from.',
  params: z.object({}),
  partition: (input) => {
    const naturalIds = requireNaturalIds(input);
    const ids = [...new Set(naturalIds)].sort((a, b) => a - b);
    const rankOf = new Map(ids.map((id, rank) => [id, rank]));
    return groupIndices(
      naturalIds.map((id) => rankOf.get(id) as number),
      ids.length,
    );
  },
});
