import type { PartitionCounts, PartitionSummary, Spread } from '@tributary/model-zoo';

/** A few lines in two columns: clients, examples, sizes and how many classes a client has. */
export const formatSummary = (
  { numPartitions, numUsed, sizes, groupsPerPartition }: PartitionSummary,
  { kind, groups }: Pick<PartitionCounts, 'kind' | 'groups'>,
  total: number,
): string => {
  const things = kind === 'columns' ? 'Columns' : 'Examples';
  const left = total - numUsed;
  const rows = [
    ['Clients', format(numPartitions)],
    [
      things,
      `${format(numUsed)}${left > 0 ? ` (${format(left)} of ${format(total)} left out)` : ''}`,
    ],
    [`${things} per client`, formatSpread(sizes)],
    ...(groups.length > 1
      ? [
          [
            kind === 'bins' ? 'Bins per client' : 'Classes per client',
            formatSpread(groupsPerPartition),
          ],
        ]
      : []),
  ] as const;
  const width = rows.reduce((most, [name]) => Math.max(most, `${name}`.length), 0);
  return rows.map(([name, value]) => `${`${name}`.padEnd(width)}  ${value}`).join('\n');
};

const formatSpread = ({ min, median, max }: Spread): string =>
  `min ${format(min)} · median ${format(median)} · max ${format(max)}`;

const format = (value: number): string => value.toLocaleString('en-GB');
