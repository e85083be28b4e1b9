import type { PartitionPreview } from '@tributary/protocol';
import { countOf, formatNumber } from './format.ts';

type Previewed = Pick<PartitionPreview, 'kind' | 'numExamples' | 'summary' | 'counts'>;

/** What a picture of a partition shows, in words: how many clients, and what each of them has. */
export const partitionSentence = ({ kind, summary }: Previewed): string => {
  const { numPartitions, sizes, groupsPerPartition } = summary;
  const middle = `, ${formatNumber(Math.round(sizes.median))} in the middle`;
  const parts = [
    countOf(numPartitions, 'client'),
    `${rangeOf(sizes, 'example')} each${sizes.min === sizes.max ? '' : middle}`,
    ...(kind === 'classes' ? [`${rangeOf(groupsPerPartition, 'class', 'classes')} each`] : []),
  ];
  return `${parts.join(' · ')}.`;
};

/** What the picture does not show: examples that nobody gets, clients beyond the first ones. */
export const partitionRemarks = ({ numExamples, summary, counts }: Previewed): string[] => {
  const unused = numExamples - summary.numUsed;
  const hidden = summary.numPartitions - counts.length;
  return [
    ...(unused > 0
      ? [`Nobody gets ${formatNumber(unused)} of the ${formatNumber(numExamples)} examples.`]
      : []),
    ...(hidden > 0 ? [`The first ${formatNumber(counts.length)} clients are drawn.`] : []),
  ];
};

/** "600 examples", "19 to 131 examples". */
const rangeOf = (
  { min, max }: { readonly min: number; readonly max: number },
  one: string,
  many = `${one}s`,
): string =>
  min === max
    ? `${formatNumber(min)} ${min === 1 ? one : many}`
    : `${formatNumber(min)} to ${formatNumber(max)} ${many}`;
