import { z } from 'zod';
import { groupIndices } from '../group-indices.ts';
import { definePartitioner } from '../partition.ts';
import { requireNaturalIds } from '../partition-natural-ids.ts';
import { splitEvenly } from '../sampling/split-evenly.ts';

const MODES = ['allow-smaller', 'allow-bigger', 'drop-reminder', 'strict'] as const;
type Mode = (typeof MODES)[number];

/** Natural ids in ascending order, so many in each partition; the seed changes nothing. */
export const groupedNaturalIdPartitioner = definePartitioner({
  name: 'GroupedNaturalIdPartitioner',
  summary: 'One partition for every few people or places that the examples came from.',
  mayLeaveOut: true,
  params: z.object({
    groupSize: z.number().int().min(1).max(1_000_000).default(10).meta({
      title: 'Group size',
      description: 'How many people or places share a client.',
    }),
    mode: z.enum(MODES).default('allow-smaller').meta({
      title: 'Remainder',
      description:
        'What becomes of those who do not fill a group: a smaller one, a place in the others, left out, or refused.',
    }),
  }),
  partition: (input, { groupSize, mode }) => {
    const naturalIds = requireNaturalIds(input);
    const groups = groupIds(Int32Array.from(new Set(naturalIds)).sort(), groupSize, mode);
    const groupOf = new Map(groups.flatMap((ids, group) => [...ids].map((id) => [id, group])));
    // Whoever is left out goes into a group beyond the last one.
    const assigned = naturalIds.map((id) => groupOf.get(id) ?? groups.length);
    return groupIndices(assigned, groups.length + 1).slice(0, groups.length);
  },
});

const groupIds = (ids: Int32Array, groupSize: number, mode: Mode): Int32Array[] => {
  const numFull = Math.floor(ids.length / groupSize);
  const filled = ids.subarray(0, numFull * groupSize);
  const rest = ids.subarray(filled.length);
  if (mode === 'allow-smaller') {
    return [
      ...(numFull > 0 ? splitEvenly(filled, numFull) : []),
      ...(rest.length > 0 ? [rest] : []),
    ];
  }
  if (numFull === 0) {
    throw new RangeError(
      `There are ${ids.length} natural ids, fewer than a group of ${groupSize}. Lower the group size, or choose the mode "allow-smaller".`,
    );
  }
  if (mode === 'strict' && rest.length > 0) {
    throw new RangeError(
      `${ids.length} natural ids in groups of ${groupSize} leave ${rest.length} over. Choose a group size that divides them, or another mode than "strict".`,
    );
  }
  return splitEvenly(mode === 'allow-bigger' ? ids : filled, numFull);
};
