import { LineChart } from '@mantine/charts';
import { Group, SegmentedControl, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { WideTable } from '../components/wide-table.tsx';
import { formatEpsilon, formatNumber } from '../view/format.ts';
import type { PrivacyPoint } from '../view/privacy-curve.ts';

interface PrivacyChartProps {
  readonly points: readonly PrivacyPoint[];
  /** The run ends before it would spend more. */
  readonly budget: number;
}

const HEIGHT_PX = 220;

/** ε over the rounds with the budget's line, or the same as a table. */
export const PrivacyChart = ({ points, budget }: PrivacyChartProps) => {
  const [view, setView] = useState('curve');
  if (points.length === 0) return null;
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Text size="sm" fw={500}>
          Spent ε after each round
        </Text>
        <SegmentedControl
          size="xs"
          aria-label="Curve or table"
          data={[
            { value: 'curve', label: 'Curve' },
            { value: 'table', label: 'Table' },
          ]}
          value={view}
          onChange={setView}
        />
      </Group>
      {view === 'curve' ? (
        <div role="img" aria-label={described(points, budget)}>
          <LineChart
            h={HEIGHT_PX}
            data={points.map((point) => ({ ...point }))}
            dataKey="round"
            series={[{ name: 'epsilon', label: 'ε', color: 'river.6' }]}
            referenceLines={[
              { y: budget, label: `Budget ${formatNumber(budget)}`, color: 'red.6' },
            ]}
            valueFormatter={formatEpsilon}
            curveType="linear"
            lineProps={{ isAnimationActive: false }}
            xAxisProps={{ minTickGap: 24 }}
            yAxisProps={{
              width: 56,
              domain: [0, topOf(points, budget)],
              tickFormatter: formatNumber,
            }}
          />
        </div>
      ) : (
        <WideTable label="Spent ε, the numbers" minWidthPx={240} maxHeightPx={320}>
          <Table striped>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>After round</Table.Th>
                <Table.Th>Spent ε</Table.Th>
                <Table.Th>Within the budget</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {points.map(({ round, epsilon }) => (
                <Table.Tr key={round}>
                  <Table.Td>{formatNumber(round)}</Table.Td>
                  <Table.Td>{formatEpsilon(epsilon)}</Table.Td>
                  <Table.Td>{epsilon <= budget ? 'yes' : 'no'}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </WideTable>
      )}
    </Stack>
  );
};

/** Whole numbers above both, so that the budget's line is in sight. */
const topOf = (points: readonly PrivacyPoint[], budget: number): number => {
  const largest = Math.max(budget, ...points.map(({ epsilon }) => epsilon));
  return Number.isFinite(largest) ? Math.ceil(1.1 * largest) : Math.ceil(2 * budget);
};

const described = (points: readonly PrivacyPoint[], budget: number): string => {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return '';
  return `ε climbs from ${formatEpsilon(first.epsilon)} after round ${first.round} to ${formatEpsilon(last.epsilon)} after round ${last.round}; the budget is ${formatNumber(budget)}. The table has the same numbers.`;
};
