import { LineChart } from '@mantine/charts';
import { Stack, Table } from '@mantine/core';
import type { RehearsedRound } from '@tributary/simulator/browser';
import { accuracyAxis } from '../view/accuracy-axis.ts';
import { formatDuration, formatLoss, formatNumber, formatPercent } from '../view/format.ts';

interface DryRunRoundsProps {
  readonly rounds: readonly RehearsedRound[];
  readonly predictsNumbers: boolean;
}

/** The rounds of a dry run as a curve and as a table with the same numbers. */
export const DryRunRounds = ({ rounds, predictsNumbers }: DryRunRoundsProps) => {
  if (rounds.length === 0) return null;
  const accuracies = rounds.some(({ accuracy }) => accuracy !== null);
  return (
    <Stack gap="sm">
      <div role="img" aria-label="The rounds as a curve; the table has the same numbers.">
        <LineChart
          h={160}
          data={rounds.map((round) => ({ ...round }))}
          dataKey="round"
          curveType="linear"
          lineProps={{ isAnimationActive: false }}
          {...(accuracies
            ? {
                series: [{ name: 'accuracy', label: 'Accuracy', color: 'river.6' }],
                valueFormatter: formatPercent,
                yAxisProps: { width: 56, ...accuracyAxis(rounds) },
              }
            : {
                series: [{ name: 'loss', label: 'Loss', color: 'orange.6' }],
                valueFormatter: formatLoss,
                yAxisProps: { width: 56, tickFormatter: formatNumber },
              })}
        />
      </div>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Round</Table.Th>
            {!predictsNumbers && <Table.Th>Accuracy</Table.Th>}
            <Table.Th>Loss</Table.Th>
            <Table.Th>A device’s part</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rounds.map(({ round, accuracy, loss, clientMs }) => (
            <Table.Tr key={round}>
              <Table.Td>{round}</Table.Td>
              {!predictsNumbers && <Table.Td>{formatPercent(accuracy)}</Table.Td>}
              <Table.Td>{formatLoss(loss)}</Table.Td>
              <Table.Td>{formatDuration(clientMs)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Stack>
  );
};
